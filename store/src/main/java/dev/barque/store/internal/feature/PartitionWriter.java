package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureSet;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.crew.Crew;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.WrittenSum;
import dev.barque.store.internal.log.RowColumns;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows to partitions, one partition at a time, in two steps: {@link #prepare} writes the whole new version aside and reads
 * it back, {@link #publish} puts it in its place. Only the one writer of a home may use it.
 */
public final class PartitionWriter {
    private final FileAccess files;
    private final HomePartitions partitions;
    private final Crew crew;

    /** Writes where these partitions are read, by the threads of a crew. */
    public PartitionWriter(FileAccess files, HomePartitions partitions, Crew crew) {
        this.files = files;
        this.partitions = partitions;
        this.crew = crew;
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

        /** It will not be published. */
        public void discard() {
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
            AtomicFile.publishAll(files, stage(group, one -> one.announced), manifests, crew);
            AtomicFile.publishAll(
                    files,
                    group.stream().map(one -> one.staged).toList(),
                    group.stream()
                            .map(one -> one.directory.resolve(HomePartitions.FILE))
                            .toList(),
                    crew);
            group.forEach(one -> partitions.forget(one.published.key()));
            AtomicFile.publishAll(files, stage(group, one -> one.published), manifests, crew);
        } catch (RuntimeException | Error e) {
            group.forEach(Prepared::discard);
            throw e;
        }
    }

    private List<Path> stage(List<Prepared> group, Function<Prepared, Manifest> manifest) {
        AtomicReferenceArray<@Nullable Path> staged = new AtomicReferenceArray<>(group.size());
        List<Crew.Task> tasks = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            int number = i;
            Prepared one = group.get(i);
            tasks.add(() -> staged.set(number, manifest.apply(one).stage(files, one.directory)));
        }
        try {
            crew.run(tasks);
            return IntStream.range(0, group.size())
                    .mapToObj(i -> Objects.requireNonNull(staged.get(i)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // staging says what it could not write
        } catch (RuntimeException | Error e) {
            for (int i = 0; i < group.size(); i++) {
                Path left = staged.get(i);
                if (left != null) {
                    delete(left);
                }
            }
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

    /** Puts new rows into columns, from row {@code first} on, by the threads of a crew. */
    @FunctionalInterface
    public interface NewRows {
        /** All of them, by event time, knowledge time and sequence. */
        void into(RowColumns columns, int first, Crew crew) throws IOException;
    }

    /** Makes directories for partitions that are going to be prepared, the ones that are missing, durably. */
    public void makeRoom(Collection<PartitionKey> keys) {
        List<Path> directories = keys.stream().map(partitions::directory).toList();
        try {
            AtomicFile.createDirectories(files, directories);
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(directories.get(0), e);
        }
    }

    /**
     * Prepares a partition with rows added, which the log has numbered; there is {@link #makeRoom room} for it. Empty when all of
     * them are there already. Rows must belong to the partition. Several threads may prepare different partitions, each with a crew
     * of its own. While a file is forced to the device others of the crew read it back; it is prepared when both are done.
     */
    public Optional<Prepared> prepare(PartitionKey key, FeatureSet set, int count, NewRows added, Crew by) {
        Path directory = partitions.directory(key);
        Path file = directory.resolve(HomePartitions.FILE);
        try {
            Optional<HomePartitions.Loaded> before = partitions.load(key, set);
            int[] sorted = before.map(loaded -> loaded.partition().order()).orElseGet(() -> new int[0]);
            ColumnRows rows = before.map(loaded -> loaded.partition().withRoomFor(count))
                    .orElseGet(() -> new ColumnRows(set, count));
            added.into(rows, sorted.length, by);
            int[] order = DistinctRows.of(rows, sorted);
            if (order.length == sorted.length) {
                // Put there, perhaps, by a writer that died before it synced the name; then the log lets go of them.
                files.syncDirectory(directory);
                return Optional.empty();
            }
            deleteLeftovers(directory);
            Optional<Manifest.Version> current = before.map(HomePartitions.Loaded::version);
            long generation = current.map(Manifest.Version::generation).orElse(0L) + 1;
            // Also numbers of rows that were repetitions: they are used up.
            long last = Math.max(
                    current.map(Manifest.Version::lastSequence).orElse(0L),
                    Arrays.stream(rows.sequence).max().orElse(0));
            SealedFile form = partitions.form(set);
            WrittenSum sum = new WrittenSum();
            try (AtomicFile.Aside aside =
                    AtomicFile.write(files, file, to -> form.write(sum.of(to), rows, order, key, by))) {
                ReadBack back = new ReadBack(files, aside.path(), file, form, key.symbol(), rows, order, sum);
                List<Crew.Task> tasks = new ArrayList<>(List.of(aside::sync));
                tasks.addAll(back.tasks(by));
                by.run(tasks);
                Manifest.Version version = back.version(generation, last);
                aside.keep();
                String schema = set.schema().fingerprint();
                return Optional.of(new Prepared(
                        directory,
                        aside.path(),
                        new Manifest(key, schema, current, Optional.of(version)),
                        new Manifest(key, schema, Optional.of(version), Optional.empty())));
            }
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(file, e);
        }
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
