package dev.barque.store.internal.feature;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.Digest;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.internal.io.WrittenSum;
import dev.barque.store.internal.log.RowColumns;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Adds rows to partitions, one partition at a time, in two steps: {@link #prepare} writes the whole new version aside and reads
 * it back, {@link #publish} puts it in its place. Only the one writer of a home may use it.
 */
public final class PartitionWriter {
    private final FileAccess files;
    private final HomePartitions partitions;

    /** Writes where these partitions are read. */
    public PartitionWriter(FileAccess files, HomePartitions partitions) {
        this.files = files;
        this.partitions = partitions;
    }

    /** A new version of a partition that nobody sees yet. */
    public final class Prepared {
        private final Path directory;
        private final Path staged;
        private final Manifest announced;
        private final Manifest published;

        private Prepared(Path directory, Path staged, Manifest announced, Manifest published) {
            this.directory = directory;
            this.staged = staged;
            this.announced = announced;
            this.published = published;
        }

        private void discard() {
            delete(staged);
        }
    }

    /**
     * Makes prepared versions the ones that everybody sees. For each of them the order is the same as if it were alone (manifest
     * that announces it, data file, manifest that names it alone, each durable before the next); the syncs of one step stand
     * together, where they cost less. After an error some are published, and the others are as they were.
     */
    public void publish(List<Prepared> group) {
        List<Path> manifests =
                group.stream().map(one -> one.directory.resolve(Manifest.FILE)).toList();
        try {
            AtomicFile.publishAll(files, stage(group, one -> one.announced), manifests);
            AtomicFile.publishAll(
                    files,
                    group.stream().map(one -> one.staged).toList(),
                    group.stream()
                            .map(one -> one.directory.resolve(HomePartitions.FILE))
                            .toList());
            group.forEach(one -> partitions.forget(one.published.key()));
            AtomicFile.publishAll(files, stage(group, one -> one.published), manifests);
        } catch (RuntimeException | Error e) {
            group.forEach(Prepared::discard);
            throw e;
        }
    }

    private List<Path> stage(List<Prepared> group, Function<Prepared, Manifest> manifest) {
        List<Path> staged = new ArrayList<>();
        try {
            for (Prepared one : group) {
                staged.add(manifest.apply(one).stage(files, one.directory));
            }
            return staged;
        } catch (RuntimeException | Error e) {
            staged.forEach(this::delete);
            throw e;
        }
    }

    private void delete(Path staged) {
        try {
            files.delete(staged);
        } catch (IOException e) {
            // The next writer of this partition deletes it.
        }
    }

    /** Puts new rows into columns, from row {@code first} on. */
    @FunctionalInterface
    public interface NewRows {
        /** All of them, by event time, knowledge time and sequence. */
        void into(RowColumns columns, int first);
    }

    /**
     * Prepares a partition with rows added, which the log has numbered. Empty when all of them are there already. Rows must belong
     * to the partition.
     */
    public Optional<Prepared> prepare(PartitionKey key, FeatureSet set, int count, NewRows added) {
        Path directory = partitions.directory(key);
        Path file = directory.resolve(HomePartitions.FILE);
        try {
            Optional<HomePartitions.Loaded> before = partitions.load(key, set);
            int[] sorted = before.map(loaded -> loaded.partition().order()).orElseGet(() -> new int[0]);
            ColumnRows rows = before.map(loaded -> loaded.partition().withRoomFor(count))
                    .orElseGet(() -> new ColumnRows(set, count));
            added.into(rows, sorted.length);
            int[] order = DistinctRows.of(rows, sorted);
            if (order.length == sorted.length) {
                // Put there, perhaps, by a writer that died before it synced the name; then the log lets go of them.
                files.syncDirectory(directory);
                return Optional.empty();
            }
            deleteLeftovers(directory);
            SealedFile form = new SealedFile(set);
            WrittenSum sum = new WrittenSum();
            Path staged = AtomicFile.stage(files, file, temporary -> form.write(sum.of(temporary), rows, order, key));
            Optional<Manifest.Version> current = before.map(HomePartitions.Loaded::version);
            long generation = current.map(Manifest.Version::generation).orElse(0L) + 1;
            // Also numbers of rows that were repetitions: they are used up.
            long last = Math.max(
                    current.map(Manifest.Version::lastSequence).orElse(0L),
                    Arrays.stream(rows.sequence).max().orElse(0));
            Manifest.Version version = verify(form, key.symbol(), staged, file, rows, order, sum, generation, last);
            String schema = set.schema().fingerprint();
            return Optional.of(new Prepared(
                    directory,
                    staged,
                    new Manifest(key, schema, current, Optional.of(version)),
                    new Manifest(key, schema, Optional.of(version), Optional.empty())));
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(file, e);
        }
    }

    /**
     * Reads back what is on the device and compares what it says with what it should: whatever went wrong on the way is found
     * before the old version is replaced.
     */
    private Manifest.Version verify(
            SealedFile form,
            Symbol symbol,
            Path staged,
            Path file,
            ColumnRows rows,
            int[] order,
            WrittenSum sum,
            long generation,
            long lastSequence)
            throws IOException {
        byte[] content = WholeFile.read(files, staged);
        String expected = ContentDigest.of(rows, order);
        try {
            if (!sum.matches(content)) {
                throw new IOException("it has other bytes than were written");
            }
            ColumnRows found = form.read(content, staged, symbol, order.length);
            if (!ContentDigest.of(found, found.all()).equals(expected)) {
                throw new IOException("it can be decoded, but holds other values");
            }
        } catch (IOException | BarqueException e) {
            files.delete(staged);
            throw badReadBack(file, e);
        }
        return new Manifest.Version(
                generation, order.length, content.length, Digest.sha256(content), lastSequence, expected);
    }

    private static BarqueException badReadBack(Path file, Exception because) {
        BarqueException failure = StoreErrors.badReadBack(file);
        failure.addSuppressed(because);
        return failure;
    }

    /** What a writer that was killed left beside the file; there is no other writer now. */
    private void deleteLeftovers(Path directory) throws IOException {
        for (Path file : files.list(directory)) {
            if (AtomicFile.isTemporary(file)) {
                files.delete(file);
            }
        }
    }
}
