package dev.barque.ops.history;

import dev.barque.ops.MaintenanceWindow;
import dev.barque.ops.internal.OpsErrors;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The maintenance windows of a home, which all processes that check it see: a file for each in {@code HOME/health/windows}. A window is
 * there as a whole or not at all, also after a loss of power, and two processes that add at the same time add two. A file that cannot be
 * read is no window: it silences nothing. Safe for use by several threads.
 */
public final class MaintenanceWindows {
    /** Windows that are over are shown for so long, and then deleted when the next one is added. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final FileAccess files;
    private final Path folder;

    private MaintenanceWindows(FileAccess files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    /** Those of a home. */
    public static MaintenanceWindows ofHome(Path home) {
        return ofHome(home, FileAccess.real());
    }

    /** {@link #ofHome(Path)} by way of a file access of the caller's. */
    public static MaintenanceWindows ofHome(Path home, FileAccess files) {
        return new MaintenanceWindows(
                Objects.requireNonNull(files, "files"),
                HealthHistory.directoryOf(home).resolve("windows").toAbsolutePath());
    }

    /**
     * A window under the name by which it can be ended.
     *
     * @param id lower-case hexadecimal digits
     * @param window what it covers
     */
    public record Named(String id, MaintenanceWindow window) {}

    /** All that are kept, those that are over too, by their beginnings. Throws with code {@code ops.cannot-read-windows}. */
    public List<Named> all() {
        List<Named> found = new ArrayList<>();
        try {
            for (Path file : files.list(folder)) {
                WindowFile.id(file)
                        .flatMap(id -> read(file).map(window -> new Named(id, window)))
                        .ifPresent(found::add);
            }
        } catch (IOException e) {
            throw OpsErrors.cannotReadWindows(folder, e);
        }
        found.sort(Comparator.comparing((Named one) -> one.window().from()).thenComparing(Named::id));
        return found;
    }

    /** Those that are not over at an instant: what a runner is to expect. Throws as {@link #all}. */
    public List<MaintenanceWindow> from(Instant now) {
        return all().stream()
                .map(Named::window)
                .filter(window -> window.to().isAfter(now))
                .toList();
    }

    /** Adds one, which is on the device when this returns. Throws with code {@code ops.cannot-write-windows}. */
    public Named add(MaintenanceWindow window, Instant now) {
        for (Named old : all()) {
            if (old.window().to().plus(KEPT).isBefore(now)) {
                delete(WindowFile.of(folder, old.id()));
            }
        }
        Named added = new Named(UUID.randomUUID().toString().replace("-", "").substring(0, 12), window);
        write(added);
        return added;
    }

    /**
     * Ends one now; one that has not begun is taken away. Returns it as it was. Throws with code {@code ops.no-such-window} when there is
     * none of this name that is not over, {@code ops.cannot-write-windows}.
     */
    public Named end(String id, Instant now) {
        Named open = all().stream()
                .filter(each -> each.id().equals(id) && each.window().to().isAfter(now))
                .findFirst()
                .orElseThrow(() -> OpsErrors.noSuchWindow(
                        id,
                        all().stream()
                                .filter(each -> each.window().to().isAfter(now))
                                .map(Named::id)
                                .toList()));
        MaintenanceWindow was = open.window();
        if (was.from().isBefore(now)) {
            write(new Named(id, new MaintenanceWindow(was.of(), was.from(), now, was.reason())));
        } else {
            delete(WindowFile.of(folder, id));
        }
        return open;
    }

    private Optional<MaintenanceWindow> read(Path file) {
        try {
            return WindowFile.read(files, file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw OpsErrors.cannotReadWindows(file, e);
        }
    }

    private void write(Named one) {
        Path target = WindowFile.of(folder, one.id());
        Path aside = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            files.createDirectories(folder);
            // Both directories may be new.
            files.syncDirectory(Objects.requireNonNull(folder.getParent()));
            files.syncDirectory(Objects.requireNonNull(folder.getParent().getParent()));
            try (WritableFile file = files.create(aside)) {
                file.write(ByteBuffer.wrap(WindowFile.write(one.window())), 0);
                file.sync();
            }
            files.rename(aside, target);
            files.syncDirectory(folder);
        } catch (IOException e) {
            throw OpsErrors.cannotWriteWindows(target, e);
        }
    }

    private void delete(Path file) {
        try {
            files.delete(file);
            files.syncDirectory(folder);
        } catch (IOException e) {
            throw OpsErrors.cannotWriteWindows(file, e);
        }
    }
}
