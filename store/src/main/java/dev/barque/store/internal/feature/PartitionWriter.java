package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.Digest;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds rows to partitions, one partition at a time, in two steps: {@link #prepare} writes the whole new version aside and reads
 * it back, {@link Prepared#publish} puts it in its place. Only the one writer of a home may use it.
 */
public final class PartitionWriter {
    private static final Comparator<FeatureRow> IN_FILE = Comparator.comparingLong(FeatureRow::eventMicros)
            .thenComparingLong(FeatureRow::knownMicros)
            .thenComparingLong(FeatureRow::sequence);

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

        /** Makes it the version that everybody sees. */
        public void publish() {
            announced.write(files, directory);
            AtomicFile.publish(files, staged, directory.resolve(HomePartitions.FILE));
            partitions.forget(published.key());
            published.write(files, directory);
        }

        /** Drops it. */
        public void discard() {
            try {
                files.delete(staged);
            } catch (IOException e) {
                // The next writer of this partition deletes it.
            }
        }
    }

    /**
     * Prepares a partition with these rows added, which the log has numbered. Empty when all of them are there already. Rows
     * must belong to the partition and come in the order of their sequence.
     */
    public Optional<Prepared> prepare(PartitionKey key, FeatureSet set, List<FeatureRow> rows) {
        Path directory = partitions.directory(key);
        Path file = directory.resolve(HomePartitions.FILE);
        try {
            Optional<HomePartitions.Loaded> before = partitions.load(key, set);
            List<FeatureRow> all = new ArrayList<>(
                    before.map(loaded -> loaded.partition().rows()).orElse(List.of()));
            long lastSequence =
                    before.map(loaded -> loaded.version().lastSequence()).orElse(0L);
            if (addNew(all, rows) == 0) {
                // Put there, perhaps, by a writer that died before it synced the name; then the log lets go of them.
                files.syncDirectory(directory);
                return Optional.empty();
            }
            all.sort(IN_FILE);
            deleteLeftovers(directory);
            Path staged = AtomicFile.stage(files, file, temporary -> FeatureFile.writeNew(temporary, set, all));
            Manifest.Version version = verify(
                    staged,
                    file,
                    key,
                    set,
                    all,
                    before,
                    Math.max(lastSequence, rows.get(rows.size() - 1).sequence()));
            String schema = set.schema().fingerprint();
            Optional<Manifest.Version> current = before.map(HomePartitions.Loaded::version);
            return Optional.of(new Prepared(
                    directory,
                    staged,
                    new Manifest(key, schema, current, Optional.of(version)),
                    new Manifest(key, schema, Optional.of(version), Optional.empty())));
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(file, e);
        }
    }

    private static int addNew(List<FeatureRow> all, List<FeatureRow> rows) {
        Map<Long, List<FeatureRow>> byEvent = new HashMap<>();
        all.forEach(row -> byEvent.computeIfAbsent(row.eventMicros(), time -> new ArrayList<>())
                .add(row));
        int added = 0;
        for (FeatureRow row : rows) {
            List<FeatureRow> sameTime = byEvent.computeIfAbsent(row.eventMicros(), time -> new ArrayList<>());
            if (sameTime.stream().noneMatch(row::sameContent)) {
                sameTime.add(row);
                all.add(row);
                added++;
            }
        }
        return added;
    }

    /** Reads back what is on the device: whatever went wrong on the way is found before the old version is replaced. */
    private Manifest.Version verify(
            Path staged,
            Path file,
            PartitionKey key,
            FeatureSet set,
            List<FeatureRow> rows,
            Optional<HomePartitions.Loaded> before,
            long lastSequence)
            throws IOException {
        byte[] content = WholeFile.read(files, staged);
        if (!FeatureFile.read(content, staged, set, key.symbol()).rows().equals(rows)) {
            files.delete(staged);
            throw StoreErrors.badReadBack(file);
        }
        long generation = before.map(loaded -> loaded.version().generation()).orElse(0L) + 1;
        return new Manifest.Version(generation, rows.size(), content.length, Digest.sha256(content), lastSequence);
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
