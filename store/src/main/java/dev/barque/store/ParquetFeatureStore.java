package dev.barque.store;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureStore;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.feature.AsOfReader;
import dev.barque.store.internal.feature.Diagnosis;
import dev.barque.store.internal.feature.HomePartitions;
import dev.barque.store.internal.feature.Partition;
import dev.barque.store.internal.feature.PartitionKey;
import dev.barque.store.internal.feature.PartitionWriter;
import dev.barque.store.internal.feature.SetRegistry;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps feature rows in a home directory, as Parquet files that other tools read without help:
 * {@code HOME/data/date=YYYY-MM-DD/symbol=SYM/feature_set_id=ID/features.parquet}, where the date is the UTC date of the event
 * time. Columns: {@code event_time}, {@code known_at}, {@code ingested_at} (UTC microseconds), {@code sequence}, and the features
 * in nested groups. Names in directories are percent-encoded ASCII.
 *
 * <p><b>Reads.</b> The greatest event time wins, then the greatest knowledge time, then the greatest sequence number, within the
 * look-back of the set: the UTC date of the instant asked for, or a greatest age. Every byte of a file is checked against the
 * digest in the manifest beside it before anything of it is used. Damage is an error ({@code store.corrupt-file},
 * {@code store.incomplete-partition}), never an empty answer, and leaves other partitions alone. Decoded partitions are kept in
 * a bounded cache; what another process publishes is seen by the next read.
 *
 * <p><b>Writes.</b> {@link #append(List)} rewrites each partition that it touches: append batches rather than single rows. A
 * partition is replaced as a whole, and the new version is on the device before the old one goes, so that a crash leaves one of
 * the two. Sequence numbers count the rows of a partition from 1 in the order of writing. A batch over several partitions is
 * prepared completely before the first is published; if publishing fails or the process dies between two of them, those
 * before are new and those after are old, and appending the batch again completes it, because equal rows are dropped.
 *
 * <p>One writer for a home, in whatever process; any number of readers beside it. Safe for use by several threads; appends
 * exclude each other, reads exclude nobody. The files of the published system have other columns and are read by
 * {@link PublishedFeatures}, not by this class.
 */
public final class ParquetFeatureStore implements FeatureStore {
    private static final LocalDate FIRST_DATE = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);

    private final Path home;
    private final Map<FeatureSetId, FeatureSet> sets;
    private final @Nullable Clock clock;
    private final @Nullable HomeLock lock;
    private final SetRegistry registry;
    private final HomePartitions partitions;
    private final AsOfReader reader;
    private final Diagnosis diagnosis;
    private final PartitionWriter writer;
    private volatile boolean closed;

    private ParquetFeatureStore(Builder from, @Nullable HomeLock lock) {
        home = from.home;
        sets = Map.copyOf(from.sets);
        clock = from.clock;
        this.lock = lock;
        registry = new SetRegistry(from.files, home);
        partitions = new HomePartitions(from.files, home.resolve("data"), from.cacheBytes);
        reader = new AsOfReader(partitions);
        diagnosis = new Diagnosis(partitions);
        writer = new PartitionWriter(from.files, partitions);
        sets.values().forEach(registry::check);
    }

    /** Starts to open the store in a home directory, which is created when it is opened for writing and missing. */
    public static Builder builder(Path home) {
        return new Builder(home);
    }

    /** The home directory. */
    public Path home() {
        return home;
    }

    @Override
    public Optional<FeatureRow> find(FeatureSetId set, Symbol symbol, AsOf asOf) {
        return set(set).flatMap(known -> reader.find(known, symbol, asOf));
    }

    @Override
    public NoFeatures diagnose(FeatureSetId set, Symbol symbol, AsOf asOf) {
        return set(set).map(known -> diagnosis.of(known, symbol, asOf))
                .orElseGet(() -> diagnosis.unknownSet(set, symbol, asOf));
    }

    /** All rows about a UTC date, by event time, knowledge time and sequence; empty when there are none. */
    public List<FeatureRow> rows(FeatureSetId set, Symbol symbol, LocalDate date) {
        return set(set).flatMap(known -> partitions.partition(date, symbol, known))
                .map(Partition::rows)
                .orElse(List.of());
    }

    /** The UTC dates that have rows, ascending. */
    public List<LocalDate> dates(FeatureSetId set, Symbol symbol) {
        return set(set).map(known -> List.copyOf(partitions.dates(symbol, known.id())))
                .orElse(List.of());
    }

    /**
     * {@inheritDoc}
     *
     * <p>Errors: {@code store.read-only}, {@code store.unknown-feature-set}, {@code store.changed-schema},
     * {@code store.name-too-long}, {@code store.bad-date}, {@code store.cannot-write}, and those of reading a partition that
     * is there. None of them has written anything, except as said above for several partitions.
     */
    @Override
    public synchronized void append(List<FeatureRow> rows) {
        requireOpen();
        if (clock == null) {
            throw StoreErrors.readOnly(home);
        }
        Map<PartitionKey, List<FeatureRow>> byPartition = new LinkedHashMap<>();
        for (FeatureRow row : rows) {
            byPartition.computeIfAbsent(key(row), key -> new ArrayList<>()).add(row);
        }
        List<PartitionWriter.Prepared> prepared = new ArrayList<>();
        try {
            long ingested = UtcMicros.of(clock.instant());
            for (Map.Entry<PartitionKey, List<FeatureRow>> part : byPartition.entrySet()) {
                FeatureSet set = Objects.requireNonNull(sets.get(part.getKey().set()));
                registry.register(set);
                writer.prepare(part.getKey(), set, part.getValue(), ingested).ifPresent(prepared::add);
            }
        } catch (RuntimeException | Error e) {
            prepared.forEach(PartitionWriter.Prepared::discard);
            throw e;
        }
        publish(prepared);
    }

    /** Lets go of the home, so that another writer may open it. */
    @Override
    public synchronized void close() {
        closed = true;
        if (lock != null) {
            lock.close();
        }
    }

    private static void publish(List<PartitionWriter.Prepared> prepared) {
        int done = 0;
        try {
            for (PartitionWriter.Prepared partition : prepared) {
                partition.publish();
                done++;
            }
        } catch (BarqueException e) {
            prepared.subList(done, prepared.size()).forEach(PartitionWriter.Prepared::discard);
            throw prepared.size() == 1 ? e : StoreErrors.partly(done, prepared.size(), e);
        }
    }

    private PartitionKey key(FeatureRow row) {
        FeatureSet declared = sets.get(row.set().id());
        if (declared == null) {
            throw StoreErrors.unknownSet(row.set().id(), home, sets.keySet());
        }
        if (!declared.schema().equals(row.schema())) {
            throw StoreErrors.changedSchema(
                    row.set().id(),
                    home,
                    "fingerprint " + declared.schema().fingerprint() + " there, "
                            + row.schema().fingerprint() + " in the row of " + row.symbol() + " about "
                            + row.eventTime());
        }
        LocalDate date = UtcMicros.utcDate(row.eventMicros());
        if (date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE)) {
            throw StoreErrors.badDate(row);
        }
        return new PartitionKey(date, row.symbol(), row.set().id());
    }

    private Optional<FeatureSet> set(FeatureSetId id) {
        requireOpen();
        return Optional.ofNullable(sets.get(id));
    }

    private void requireOpen() {
        if (closed) {
            throw StoreErrors.closed(home);
        }
    }

    /** How to open a store. Not safe for use by several threads. */
    public static final class Builder {
        private final Path home;
        private final Map<FeatureSetId, FeatureSet> sets = new LinkedHashMap<>();
        private @Nullable Clock clock;
        private long cacheBytes = 64L << 20;
        private FileAccess files = FileAccess.real();

        private Builder(Path home) {
            this.home = home.toAbsolutePath().normalize();
        }

        /** A feature set to keep; another set of the same id replaces it. */
        public Builder set(FeatureSet set) {
            sets.put(set.id(), set);
            return this;
        }

        /** Heap for decoded partitions, about; 64 MiB when it is not said, 0 for none. */
        public Builder cacheBytes(long cacheBytes) {
            if (cacheBytes < 0) {
                throw new IllegalArgumentException("cacheBytes must not be negative but was " + cacheBytes);
            }
            this.cacheBytes = cacheBytes;
            return this;
        }

        /** How to touch the disk; {@link FileAccess#real()} when it is not said. */
        public Builder fileAccess(FileAccess files) {
            this.files = Objects.requireNonNull(files, "files");
            return this;
        }

        /**
         * Opens for reading and writing. The clock says when rows were ingested, which no read depends on.
         *
         * <p>Throws {@code store.cannot-open} for a home that cannot be created or written, {@code store.locked} while another
         * writer has it, {@code store.changed-schema} and {@code store.reserved-name} for a set that cannot be kept.
         */
        public ParquetFeatureStore open(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            if (Files.exists(home) && !Files.isDirectory(home)) {
                throw StoreErrors.cannotOpen(home, "it is a file", null);
            }
            try {
                AtomicFile.createDirectories(files, home.resolve("data"));
            } catch (IOException e) {
                throw StoreErrors.cannotOpen(home, StoreErrors.reason(e), e);
            }
            HomeLock lock = HomeLock.of(home);
            try {
                return new ParquetFeatureStore(this, lock);
            } catch (RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        }

        /** Opens for reading: needs no lock, changes nothing. Throws {@code store.cannot-open} for a home that is not there. */
        public ParquetFeatureStore openReadOnly() {
            clock = null;
            if (!Files.isDirectory(home)) {
                throw StoreErrors.cannotOpen(home, Files.exists(home) ? "it is a file" : "it does not exist", null);
            }
            return new ParquetFeatureStore(this, null);
        }
    }
}
