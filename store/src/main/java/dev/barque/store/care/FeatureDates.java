package dev.barque.store.care;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.care.Removal;
import dev.barque.store.internal.care.Sizes;
import dev.barque.store.internal.feature.PartitionPath;
import dev.barque.store.internal.feature.QuarantineMarker;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The dates of which feature rows are sealed, each a directory {@code data/date=YYYY-MM-DD}. Made by {@link HomeCare}. */
public final class FeatureDates {
    private final Path home;
    private final Path data;
    private final FileAccess files;

    FeatureDates(Path home, FileAccess files) {
        this.home = home;
        this.files = files;
        data = home.resolve("data");
    }

    /**
     * A date.
     *
     * @param date the UTC date of the rows
     * @param files how many files there are, manifests among them
     * @param bytes of them
     * @param quarantined whether a partition of it lies in quarantine and waits for somebody
     */
    public record Dated(LocalDate date, long files, long bytes, boolean quarantined) {}

    /** All names that are dates, ascending, without a look at what is below them. */
    public List<LocalDate> dates() {
        List<LocalDate> dates = new ArrayList<>();
        for (Path entry : entries()) {
            Optional<LocalDate> date = PartitionPath.date(name(entry));
            if (date.isPresent() && isDirectory(entry)) {
                dates.add(date.get());
            }
        }
        dates.sort(null);
        return dates;
    }

    /** What is there of a date. */
    public Dated look(LocalDate date) {
        boolean[] quarantined = new boolean[1];
        Sizes sizes =
                Sizes.of(directory(date), file -> quarantined[0] |= name(file).equals(QuarantineMarker.FILE));
        return new Dated(date, sizes.files(), sizes.bytes(), quarantined[0]);
    }

    /** Names in {@code data} that are not dates of the form {@code date=YYYY-MM-DD}: nobody knows what they are about. */
    public List<String> strangers() {
        return entries().stream()
                .filter(entry -> PartitionPath.date(name(entry)).isEmpty() || !isDirectory(entry))
                .map(FeatureDates::name)
                .sorted()
                .toList();
    }

    /**
     * Takes the sealed rows of a date away for good, in one step for every reader; a date that is not there is none. Rows of the date
     * that are still in the log stay. Throws {@code store.locked} and {@code store.cannot-write}; after the latter the rows are all
     * there or all gone.
     */
    public void remove(LocalDate date) {
        Path directory = directory(date);
        try (HomeLock lock = HomeLock.of(home)) {
            lock.requireHeld();
            if (isDirectory(directory)) {
                new Removal(files, home).remove(directory);
            }
        }
    }

    private Path directory(LocalDate date) {
        return data.resolve("date=" + date);
    }

    private List<Path> entries() {
        try {
            return files.list(data);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(data, e);
        }
    }

    private static boolean isDirectory(Path entry) {
        return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
    }

    private static String name(Path entry) {
        return String.valueOf(entry.getFileName());
    }
}
