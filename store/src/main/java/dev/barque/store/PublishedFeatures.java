package dev.barque.store;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureReader;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.feature.NoFeatures;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.feature.AsOfReader;
import dev.barque.store.internal.feature.Diagnosis;
import dev.barque.store.internal.feature.Partition;
import dev.barque.store.internal.feature.PublishedPartitions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads feature files of the published system as they are:
 * {@code ROOT/date=YYYY-MM-DD/symbol=SYM/feature_set_id=ID/features.parquet}, written by pyarrow. Nothing is ever written.
 *
 * <p>Features are found by their dotted names in nested groups; what the schema does not name is ignored, what the file does
 * not have is null. The types of these files follow from their data and change from file to file: a column that is null in
 * every row, a list without elements and whole numbers in place of doubles are all read. A row is taken as known at its event
 * time ({@code bar}); the published files say nothing else. Its sequence number is its place in the file, from 1, so that
 * among rows of one bar the one that was written last wins. {@link FeatureRow#ingestedMicros()} is 0.
 *
 * <p>The published system files a row under the date of its stamp as it was written. {@link Lookback#sameDate()} therefore
 * reads the partition of the date that the instant has in {@link Builder#zone}; {@link #findIn} reads a given partition. A
 * home of {@link ParquetFeatureStore} is another layout inside the files and is not read by this class, nor the other way
 * round.
 *
 * <p>Errors besides {@code store.corrupt-file} and {@code store.cannot-read}: {@code store.mixed-stamps},
 * {@code store.bad-stamp}, {@code store.no-bar-column}, {@code store.wrong-type}. Safe for use by several threads; it holds no
 * file open.
 */
public final class PublishedFeatures implements FeatureReader {
    private final Map<FeatureSetId, FeatureSet> sets;
    private final @Nullable FeatureSchema anySchema;
    private final PublishedPartitions partitions;
    private final AsOfReader reader;
    private final Diagnosis diagnosis;

    private PublishedFeatures(Builder from) {
        sets = Map.copyOf(from.sets);
        anySchema = from.anySchema;
        partitions = new PublishedPartitions(from.root, from.zone, from.stamps == StampPolicy.UNIFORM, from.cacheBytes);
        reader = new AsOfReader(partitions);
        diagnosis = new Diagnosis(partitions);
    }

    /** Starts a reader of the directory that holds the {@code date=} directories. It may be missing: then nothing is found. */
    public static Builder builder(Path root) {
        return new Builder(root);
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

    /** The winning row among those filed under a date, whatever the look-back of the set. */
    public Optional<FeatureRow> findIn(LocalDate writtenDate, FeatureSetId set, Symbol symbol, AsOf asOf) {
        return set(set).flatMap(known -> reader.findIn(writtenDate, known, symbol, asOf));
    }

    /** Why {@link #findIn} would find nothing, and what there is instead. */
    public NoFeatures diagnoseIn(LocalDate writtenDate, FeatureSetId set, Symbol symbol, AsOf asOf) {
        return set(set).map(known -> diagnosis.in(writtenDate, known, symbol, asOf))
                .orElseGet(() -> diagnosis.unknownSet(set, symbol, asOf));
    }

    /** All rows filed under a date, in the order of the file; empty when there is no file. */
    public List<FeatureRow> partition(LocalDate writtenDate, Symbol symbol, FeatureSetId set) {
        return set(set).flatMap(known -> partitions.partition(writtenDate, symbol, known))
                .map(Partition::rows)
                .orElse(List.of());
    }

    /** The dates under which rows of a symbol and version are filed, ascending. */
    public List<LocalDate> dates(FeatureSetId set, Symbol symbol) {
        return List.copyOf(partitions.dates(symbol, set));
    }

    private Optional<FeatureSet> set(FeatureSetId id) {
        FeatureSet declared = sets.get(id);
        if (declared == null && anySchema != null) {
            return Optional.of(new FeatureSet(id, anySchema, Lookback.sameDate()));
        }
        return Optional.ofNullable(declared);
    }

    /** What to read and how. Not safe for use by several threads. */
    public static final class Builder {
        private final Path root;
        private final Map<FeatureSetId, FeatureSet> sets = new HashMap<>();
        private @Nullable FeatureSchema anySchema;
        private ZoneId zone = ZoneId.of("America/New_York");
        private StampPolicy stamps = StampPolicy.UNIFORM;
        private long cacheBytes = 64L << 20;

        private Builder(Path root) {
            this.root = Objects.requireNonNull(root, "root");
        }

        /** Serves a feature set under its own look-back. */
        public Builder set(FeatureSet set) {
            sets.put(set.id(), set);
            return this;
        }

        /** Serves every id that {@link #set} does not name with this schema and {@link Lookback#sameDate()}. */
        public Builder anySet(FeatureSchema schema) {
            anySchema = Objects.requireNonNull(schema, "schema");
            return this;
        }

        /** The zone of naive stamps and of partition dates; New York when it is not said. */
        public Builder zone(ZoneId zone) {
            this.zone = Objects.requireNonNull(zone, "zone");
            return this;
        }

        /** How stamps of several forms in one file are read; {@link StampPolicy#UNIFORM} when it is not said. */
        public Builder stamps(StampPolicy stamps) {
            this.stamps = Objects.requireNonNull(stamps, "stamps");
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

        /** The reader; it refuses to serve nothing. */
        public PublishedFeatures build() {
            if (sets.isEmpty() && anySchema == null) {
                throw new IllegalArgumentException("Name at least one feature set, or a schema for any of them");
            }
            return new PublishedFeatures(this);
        }
    }
}
