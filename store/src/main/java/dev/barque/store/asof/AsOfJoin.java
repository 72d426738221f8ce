package dev.barque.store.asof;

import dev.barque.core.feature.FeatureField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * Answers a spine of questions from a table in one pass: to each the row that
 * {@link dev.barque.core.feature.FeatureReader#find} would answer with.
 *
 * <p>Questions whose times go forward, symbol by symbol or over all symbols, are answered as they come; others are brought into that
 * order first, and answered in theirs. Immutable; safe to share.
 */
public final class AsOfJoin {
    private final FeatureTable table;
    private final long toleranceMicros;
    private final Executor executor;
    private final int parts;

    private AsOfJoin(FeatureTable table, long toleranceMicros, Executor executor, int parts) {
        this.table = table;
        this.toleranceMicros = toleranceMicros;
        this.executor = executor;
        this.parts = parts;
    }

    /** A join with a table, in the calling thread, as far back as the look-back of its set allows. */
    public static AsOfJoin with(FeatureTable table) {
        return new AsOfJoin(table, Long.MAX_VALUE, Runnable::run, 1);
    }

    /** The same join with answers that are at most so much older than their questions, by event time; not negative. */
    public AsOfJoin tolerance(Duration most) {
        if (most.isNegative()) {
            throw new IllegalArgumentException("A tolerance must not be negative but was " + most);
        }
        return new AsOfJoin(table, FeatureSeries.micros(most), executor, parts);
    }

    /** The same join in so many parts, each a task of the executor; the caller waits for all. */
    public AsOfJoin parallel(Executor on, int inParts) {
        if (inParts < 1) {
            throw new IllegalArgumentException("A join has at least one part but was to have " + inParts);
        }
        return new AsOfJoin(table, toleranceMicros, Objects.requireNonNull(on, "on"), inParts);
    }

    /** Hears of the answer to a question. */
    @FunctionalInterface
    public interface Match {
        /**
         * A question has an answer; of one that has none nothing is heard. Questions come in any order, and with
         * {@link #parallel} from several threads.
         */
        void at(int question, FeatureSeries series, int row);
    }

    /** Answers one by one, nothing of them is kept. */
    public void each(Spine spine, Match match) {
        run(spine, new int[0], (batch, size) -> {
            for (int i = 0; i < size; i++) {
                if (batch.row[i] >= 0) {
                    match.at(batch.question[i], batch.series(i), batch.row[i]);
                }
            }
        });
    }

    /** All answers in columns, in the order of the questions. */
    public JoinedColumns columns(Spine spine) {
        List<FeatureField> fields = table.fields();
        boolean hasNulls = table.symbols().stream()
                .anyMatch(symbol -> table.series(symbol).orElseThrow().hasNulls());
        JoinedColumns joined = new JoinedColumns(fields, spine.size(), hasNulls);
        into(joined, spine, new int[0]);
        return joined;
    }

    /** Puts answers where they belong among those of a larger spine. */
    void into(JoinedColumns joined, Spine spine, int[] places) {
        run(spine, places, (batch, size) -> batch.copyTo(joined, size));
    }

    private void run(Spine spine, int[] places, MatchBatch.Sink sink) {
        int[] order = SpineOrder.of(spine);
        if (parts == 1) {
            new MatchBatch(table, spine, order, places, toleranceMicros).run(0, spine.size(), sink);
            return;
        }
        List<Runnable> tasks = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) spine.size() * part / parts);
            int to = (int) ((long) spine.size() * (part + 1) / parts);
            tasks.add(() -> new MatchBatch(table, spine, order, places, toleranceMicros).run(from, to, sink));
        }
        Tasks.runAll(tasks, executor);
    }
}
