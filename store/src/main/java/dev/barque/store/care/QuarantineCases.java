package dev.barque.store.care;

import dev.barque.core.error.BarqueException;
import dev.barque.store.FileCondition;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.care.Removal;
import dev.barque.store.internal.care.Sizes;
import dev.barque.store.internal.feature.PartitionAudit;
import dev.barque.store.internal.feature.PartitionKey;
import dev.barque.store.internal.feature.PartitionPath;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.internal.io.Json;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.internal.l1.L1Audit;
import dev.barque.store.internal.l1.L1History;
import dev.barque.store.internal.l1.L1Schema;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What lies in the quarantine of a home, and whether something whole has taken its place. Made by {@link HomeCare}. */
public final class QuarantineCases {
    private final Path home;
    private final Path folder;
    private final FileAccess files;

    QuarantineCases(Path home, FileAccess files) {
        this.home = home;
        this.files = files;
        folder = home.resolve("quarantine");
    }

    /**
     * A case.
     *
     * @param name of its directory, or of its file where it is a stretch of the log
     * @param at when it was moved there; empty when its report cannot be read
     * @param where it was, below the home; empty when its report cannot be read
     * @param found what was wrong with it
     * @param files how many files
     * @param bytes of them
     * @param unreplaced why it must stay; empty when what replaces it was looked at from end to end and is whole
     */
    public record Case(
            String name,
            Optional<Instant> at,
            Optional<String> where,
            String found,
            long files,
            long bytes,
            Optional<String> unreplaced) {}

    /** All cases, by name, which begins with the time. Reads what replaces them from end to end. */
    public List<Case> list() {
        List<Case> cases = new ArrayList<>();
        for (Path entry : entries()) {
            cases.add(look(entry));
        }
        return cases;
    }

    private Case look(Path entry) {
        String name = String.valueOf(entry.getFileName());
        Sizes sizes = Sizes.of(entry, file -> {});
        if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            return new Case(
                    name,
                    Optional.empty(),
                    Optional.empty(),
                    "a stretch of the log",
                    sizes.files(),
                    sizes.bytes(),
                    Optional.of("nothing can tell whether its rows are elsewhere"));
        }
        try {
            Map<String, Object> report = Json.parse(WholeFile.read(files, entry.resolve("report.json")));
            String where = String.valueOf(report.get("where"));
            return new Case(
                    name,
                    instant(report.get("at")),
                    Optional.of(where),
                    String.valueOf(report.get("found")),
                    sizes.files(),
                    sizes.bytes(),
                    unreplaced(where));
        } catch (IOException | IllegalArgumentException e) {
            return new Case(
                    name,
                    Optional.empty(),
                    Optional.empty(),
                    "its report cannot be read: " + StoreErrors.reason(e),
                    sizes.files(),
                    sizes.bytes(),
                    Optional.of("without its report nobody knows what it was"));
        }
    }

    /**
     * Deletes a case, after another look at what replaces it; one that is gone is none. Throws {@code store.not-replaced} when that is
     * not whole, {@code store.not-in-home} for anything that is no case with a report, {@code store.locked}, {@code store.cannot-write}.
     */
    public void reclaim(String name) {
        Path entry = folder.resolve(name).normalize();
        if (!folder.equals(entry.getParent())) {
            throw StoreErrors.notInHome(home, "quarantine/" + name);
        }
        try (HomeLock lock = HomeLock.of(home)) {
            lock.requireHeld();
            if (files.exists(entry)) {
                Case now = look(entry);
                if (now.unreplaced().isPresent()) {
                    throw StoreErrors.notReplaced(
                            name, now.where().orElse(name), now.unreplaced().get());
                }
                new Removal(files, home).remove(entry);
            }
        }
    }

    /** Why what stood at a path below the home is not replaced. */
    private Optional<String> unreplaced(String where) {
        Path path = home.resolve(where).normalize();
        if (!path.startsWith(home) || path.equals(home)) {
            return Optional.of("it says that it was outside of the home");
        }
        Path below = home.relativize(path);
        if (below.startsWith("data") && below.getNameCount() == 4) {
            return PartitionPath.key(below.subpath(1, 4))
                    .map(key -> partition(path, key))
                    .orElse(Optional.of("it was no partition of rows"));
        }
        Optional<LocalDate> date =
                L1Schema.date(path).or(() -> L1Schema.packed(path)).or(() -> L1Schema.superseded(path));
        if (below.startsWith(L1Schema.FOLDER) && date.isPresent()) {
            return bars(path, date.get());
        }
        return Optional.of("nobody knows what would replace it");
    }

    private Optional<String> partition(Path directory, PartitionKey key) {
        Optional<PartitionAudit.Result> result = new PartitionAudit(files, home).check(directory, key);
        if (result.isEmpty()) {
            return Optional.of("there is no partition in its place");
        }
        return result.get().condition() == FileCondition.OK
                ? Optional.empty()
                : Optional.of(result.get().found());
    }

    private Optional<String> bars(Path file, LocalDate date) {
        Path bars = Objects.requireNonNull(file.getParent());
        Path now = L1Schema.superseded(file).isPresent() ? file : L1Schema.readable(bars, date);
        if (!files.exists(now)) {
            return Optional.of("there is no file of bars in its place");
        }
        try {
            L1History.requireNotQuarantined(bars, date);
            L1Audit.check(now, date);
            return Optional.empty();
        } catch (BarqueException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Instant> instant(@Nullable Object text) {
        try {
            return Optional.of(Instant.parse(String.valueOf(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private List<Path> entries() {
        try {
            return files.list(folder);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(folder, e);
        }
    }
}
