package dev.barque.store.care;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.care.Removal;
import dev.barque.store.internal.care.Sizes;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Files that a killed process wrote aside and never published, and what it was taking away. Made by {@link HomeCare}. */
public final class Leftovers {
    /** What others look after: the names that snapshots hold, and backups. */
    private static final Set<String> OF_OTHERS = Set.of(".snapshots", "backups");

    /** Folders of a home with a writer and a lock of their own. */
    private static final Set<String> OWN_LOCK = Set.of("data_l1", "decisions", "option_chains");

    private final Path home;
    private final FileAccess files;

    Leftovers(Path home, FileAccess files) {
        this.home = home;
        this.files = files;
    }

    /**
     * Something that was left.
     *
     * @param where path below the home, with {@code /} between its parts
     * @param files how many files
     * @param bytes of them
     * @param changed when it was last written, as the file system says
     */
    public record Leftover(String where, long files, long bytes, Instant changed) {}

    /** What there is, by path. A file that a writer is just writing is among them: {@link #remove} is what tells them apart. */
    public List<Leftover> list() {
        List<Leftover> found = new ArrayList<>();
        for (Path entry : entries()) {
            String name = String.valueOf(entry.getFileName());
            if (name.equals(".removed")) {
                new Removal(files, home).leftovers().forEach(gone -> found.add(look(gone)));
            } else if (!OF_OTHERS.contains(name)) {
                Sizes.of(entry, file -> {
                    if (AtomicFile.isTemporary(file)) {
                        found.add(look(file));
                    }
                });
            }
        }
        found.sort(Comparator.comparing(Leftover::where));
        return found;
    }

    /**
     * Deletes one as the writer of the folder that it is in: nobody can be writing it then. One that is gone is none. Throws
     * {@code store.locked}, {@code store.not-in-home} for anything that {@link #list} would not name, and {@code store.cannot-write}.
     */
    public void remove(String where) {
        Path path = home.resolve(where).normalize();
        Path below = path.startsWith(home) ? home.relativize(path) : path;
        String first = below.getName(0).toString();
        boolean moved = first.equals(".removed") && below.getNameCount() == 2;
        if (!path.startsWith(home) || OF_OTHERS.contains(first) || !(moved || AtomicFile.isTemporary(path))) {
            throw StoreErrors.notInHome(home, where);
        }
        Path locked = OWN_LOCK.contains(first) ? home.resolve(first) : home;
        if (!Files.isDirectory(locked) || !files.exists(path)) {
            return;
        }
        try (HomeLock lock = HomeLock.of(locked)) {
            lock.requireHeld();
            if (moved) {
                new Removal(files, home).finish(path);
            } else {
                files.delete(path);
                files.syncDirectory(Objects.requireNonNull(path.getParent()));
            }
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(path, e);
        }
    }

    private Leftover look(Path path) {
        Sizes sizes = Sizes.of(path, file -> {});
        Instant changed = Instant.MAX;
        try {
            changed = Files.getLastModifiedTime(path).toInstant();
        } catch (NoSuchFileException gone) {
            return new Leftover(where(path), 0, 0, changed);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(path, e);
        }
        return new Leftover(where(path), sizes.files(), sizes.bytes(), changed);
    }

    private List<Path> entries() {
        try {
            return files.list(home);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(home, e);
        }
    }

    private String where(Path path) {
        return home.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
