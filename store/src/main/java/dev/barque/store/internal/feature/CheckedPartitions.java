package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureSet;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Data files that may be handed to a reader which believes what a file says: every byte is what the manifest vouches for, and
 * {@link ParquetFile#check} has passed. What such a reader sees later is the same as long as the stamp of the file is.
 */
public final class CheckedPartitions {
    private static final int MOST_TRIES = 100;

    private final FileAccess files;
    private final Path data;
    private final HomePartitions partitions;

    /**
     * A data file that passed.
     *
     * @param file its path
     * @param stamp what it looked like before and after it was checked
     * @param rows how many rows it has
     * @param partition its rows, when they were asked for
     */
    public record Checked(Path file, FileStamp stamp, long rows, Optional<Partition> partition) {}

    private record Unstamped(Path file, long rows, Optional<Partition> partition) {}

    /** Below a home. */
    public CheckedPartitions(FileAccess files, Path home) {
        this.files = files;
        data = home.resolve("data");
        partitions = new HomePartitions(files, data, 0);
    }

    /** Each key that has a directory and a date in a range, by date; names that no store of ours gives are passed over, as by reads. */
    public void each(LocalDate first, LocalDate last, Consumer<PartitionKey> of) {
        try {
            for (Path date : files.list(data)) {
                boolean wanted = PartitionPath.date(String.valueOf(date.getFileName()))
                        .filter(at -> !at.isBefore(first) && !at.isAfter(last))
                        .isPresent();
                for (Path symbol : wanted ? files.list(date) : List.<Path>of()) {
                    for (Path set : files.list(symbol)) {
                        PartitionPath.key(data.relativize(set)).ifPresent(of);
                    }
                }
            }
        } catch (IOException e) {
            throw StoreErrors.cannotRead(data, e);
        }
    }

    /**
     * The data file of a partition; empty when nothing was published yet. Throws what a read of the partition throws:
     * {@code store.corrupt-file}, {@code store.incomplete-partition}, {@code store.quarantined}.
     */
    public Optional<Checked> check(PartitionKey key, FeatureSet set) {
        return stamped(key, set, (content, file, version) -> {
            ParquetFile.check(content, file);
            FeatureFile.requireOwn(content, file, partitions.form(set), key.symbol());
            return new Unstamped(file, version.rows(), Optional.empty());
        });
    }

    /** {@link #check} with the rows, which are those of the very bytes that were checked. */
    public Optional<Checked> decode(PartitionKey key, FeatureSet set) {
        return stamped(key, set, (content, file, version) -> {
            Partition partition = partitions.decode(content, file, set, key, version);
            return new Unstamped(file, partition.size(), Optional.of(partition));
        });
    }

    /** Checks until the file was the same one before and after. */
    private Optional<Checked> stamped(PartitionKey key, FeatureSet set, HomePartitions.Use<Unstamped> use) {
        Path file = partitions.directory(key).resolve(HomePartitions.FILE);
        try {
            for (int i = 0; i < MOST_TRIES; i++) {
                Optional<FileStamp> before = FileStamp.of(file);
                Optional<Unstamped> checked = partitions.load(key, set, use);
                if (before.equals(FileStamp.of(file)) && before.isPresent() == checked.isPresent()) {
                    return checked.map(
                            one -> new Checked(one.file(), before.orElseThrow(), one.rows(), one.partition()));
                }
            }
            throw new IOException("it was replaced " + MOST_TRIES + " times meanwhile");
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }
}
