package dev.barque.store.training;

import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.JoinedColumns;
import dev.barque.store.asof.Spine;
import dev.barque.store.asof.SpineJoin;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.Digest;
import dev.barque.store.internal.io.Json;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a model learns from: each question of a spine with its labels and the features that were known then, of one or several
 * sets. A file {@code *.csv} is written as CSV, any other as Parquet with zstd, one row group for every 1,048,576 questions; the manifest
 * {@code FILE.manifest.json} beside it has the digests of the spine, of all rows that were looked at, and of the file. Memory is bounded:
 * of the store, the rows of one symbol at a time for each thread; of the answers, one row group.
 *
 * <p>Columns: {@code symbol}, {@code time}, {@code known_at}, the labels (whole numbers or doubles where all values are such), and for
 * each set {@code feature_event_time}, {@code feature_known_at} and its features by their dotted names. Immutable; safe to share.
 */
public final class TrainingSet {
    /** Questions that are answered at a time. */
    private static final int SLICE = 1 << 20;

    private final ParquetFeatureStore store;
    private final List<Group> groups;
    private final Duration tolerance;
    private final @Nullable Instant knownAt;
    private final Executor executor;
    private final TrainingSetListener listener;
    private final int slice;

    /**
     * Features of one set.
     *
     * @param prefix before the names of its columns; empty for none
     */
    record Group(String prefix, FeatureSet set, List<String> fields) {
        String name() {
            return prefix.isEmpty() ? set.id().value() : prefix;
        }

        String column(String name) {
            return prefix.isEmpty() ? name : prefix + "." + name;
        }
    }

    private TrainingSet(Builder from) {
        store = from.store;
        groups = List.copyOf(from.groups);
        tolerance = from.tolerance;
        knownAt = from.knownAt;
        executor = from.executor;
        listener = from.listener;
        slice = from.slice;
    }

    /** Starts a training set from a store. */
    public static Builder of(ParquetFeatureStore store) {
        return new Builder(store);
    }

    /**
     * Answers all questions and writes them to a file, which is replaced when it exists.
     *
     * <p>Errors: those of {@link ParquetFeatureStore#table}; {@code store.cannot-write}; {@code store.bad-training-set} for a label that
     * has the name of another column.
     */
    public TrainingSetReport write(Spine spine, Path file) {
        long cutOff = knownAt == null ? lastKnown(spine) : UtcMicros.of(knownAt);
        Spine asked = knownAt == null ? spine : spine.knownAtMost(cutOff);
        TrainingColumns columns = TrainingColumns.of(asked, groups);
        List<RowsDigest> digests =
                groups.stream().map(group -> new RowsDigest(cutOff)).toList();
        long[] matched = new long[groups.size()];
        Path target = file.toAbsolutePath();
        FileAccess files = FileAccess.real();
        boolean isCsv = String.valueOf(target.getFileName()).endsWith(".csv");
        AtomicFile.replace(files, target, to -> {
            try (TrainingWriter writer = isCsv ? new CsvRows(to, columns) : new ParquetRows(to, columns)) {
                for (int from = 0; from < asked.size(); from += slice) {
                    Spine part = asked.slice(from, Math.min(asked.size(), from + slice));
                    List<JoinedColumns> answers = answers(part, digests, from);
                    for (int i = 0; i < matched.length; i++) {
                        matched[i] += answers.get(i).matched();
                    }
                    writer.write(part, answers);
                    listener.written(from + part.size(), asked.size());
                }
                writer.end();
            }
        });
        String sha256 = sha256(files, target);
        Path manifest = target.resolveSibling(target.getFileName() + ".manifest.json");
        AtomicFile.replace(files, manifest, Json.write(manifest(asked, cutOff, digests, matched, sha256)));
        Map<String, Long> byName = new LinkedHashMap<>();
        for (int i = 0; i < matched.length; i++) {
            byName.put(groups.get(i).name(), matched[i]);
        }
        return new TrainingSetReport(target, manifest, asked.size(), byName, UtcMicros.toInstant(cutOff), sha256);
    }

    private List<JoinedColumns> answers(Spine part, List<RowsDigest> digests, int from) {
        List<JoinedColumns> answers = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            RowsDigest digest = digests.get(i);
            answers.add(SpineJoin.with(store::table, group.set(), group.fields())
                    .tolerance(tolerance)
                    .parallel(executor)
                    .columns(part, (symbol, table) -> digest.add(from, symbol, table)));
        }
        return answers;
    }

    private Map<String, Object> manifest(
            Spine asked, long cutOff, List<RowsDigest> digests, long[] matched, String sha256) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1L);
        json.put("rows", (long) asked.size());
        json.put("sha256", sha256);
        json.put("spine_sha256", RowsDigest.of(asked));
        json.put("known_at", UtcMicros.toInstant(cutOff).toString());
        if (tolerance.compareTo(Builder.ANY_AGE) < 0) {
            json.put("tolerance", tolerance.toString());
        }
        List<Object> sets = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            Map<String, Object> set = new LinkedHashMap<>();
            set.put("feature_set_id", group.set().id().value());
            set.put("prefix", group.prefix());
            set.put("schema", group.set().schema().fingerprint());
            set.put(
                    "look_back",
                    group.set().lookback() instanceof Lookback.MaxAge age
                            ? age.maxAge().toString()
                            : "same date");
            set.put("fields", group.fields());
            set.put("rows_sha256", digests.get(i).value());
            set.put("matched", matched[i]);
            sets.add(set);
        }
        json.put("sets", sets);
        return json;
    }

    private static long lastKnown(Spine spine) {
        long last = Long.MIN_VALUE;
        for (int q = 0; q < spine.size(); q++) {
            last = Math.max(last, spine.knownMicros(q));
        }
        return spine.size() == 0 ? 0 : last;
    }

    private static String sha256(FileAccess files, Path file) {
        try {
            return Digest.sha256(files, file);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }

    /** What a training set has. Not safe for use by several threads. */
    public static final class Builder {
        private static final Duration ANY_AGE = Duration.ofSeconds(Long.MAX_VALUE);

        private final ParquetFeatureStore store;
        private final List<Group> groups = new ArrayList<>();
        private Duration tolerance = ANY_AGE;
        private @Nullable Instant knownAt;
        private Executor executor = Runnable::run;
        private TrainingSetListener listener = (rows, of) -> {};
        private int slice = SLICE;

        private Builder(ParquetFeatureStore store) {
            this.store = Objects.requireNonNull(store, "store");
        }

        /** Adds all numbers, truth values and texts of a set. */
        public Builder features(FeatureSet set) {
            return features(set, FeatureTable.scalars(set));
        }

        /** Adds some features of a set. Refuses names that are not there, and lists. */
        public Builder features(FeatureSet set, List<String> fields) {
            return features("", set, fields);
        }

        /** As {@link #features(FeatureSet, List)}, with {@code prefix.} before the names of its columns: for a second set. */
        public Builder features(String prefix, FeatureSet set, List<String> fields) {
            FeatureTable.builder(set, fields);
            groups.add(new Group(prefix, set, List.copyOf(fields)));
            return this;
        }

        /** How much older than its question an answer may be, by event time; as the look-back of each set unless said. */
        public Builder tolerance(Duration most) {
            if (most.isNegative()) {
                throw new IllegalArgumentException("A tolerance must not be negative but was " + most);
            }
            tolerance = most;
            return this;
        }

        /** No answer may have been known later than this, whatever a question says. */
        public Builder knownAt(Instant cutOff) {
            knownAt = Objects.requireNonNull(cutOff, "cutOff");
            return this;
        }

        /** Symbols are loaded and joined by tasks of an executor; in the calling thread unless said. */
        public Builder parallel(Executor on) {
            executor = Objects.requireNonNull(on, "on");
            return this;
        }

        /** Hears how far it is; nobody unless said. */
        public Builder listener(TrainingSetListener hears) {
            listener = Objects.requireNonNull(hears, "hears");
            return this;
        }

        /** Questions that are answered at a time. */
        Builder slice(int questions) {
            slice = questions;
            return this;
        }

        /** The training set; refuses one without features. */
        public TrainingSet build() {
            if (groups.isEmpty()) {
                throw new IllegalArgumentException("A training set has features of at least one set");
            }
            return new TrainingSet(this);
        }
    }
}
