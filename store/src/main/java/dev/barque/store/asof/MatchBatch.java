package dev.barque.store.asof;

import dev.barque.core.feature.FeatureType;
import dev.barque.core.time.UtcMicros;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answers to some questions, a batch at a time: first the rows of all, then their values column by column, so that the
 * visits to memory of many questions overlap. Keeps its place in each series from one question to the next. Belongs to one thread.
 */
final class MatchBatch {
    private static final int SIZE = 1024;

    private final Spine spine;
    private final int[] order;
    private final int[] places;
    private final long toleranceMicros;
    private final boolean sameDate;
    private final int stride;

    private final @Nullable FeatureSeries[] seriesOf;
    private final int[] last;

    final int[] question = new int[SIZE];
    final int[] row = new int[SIZE];
    private final @Nullable FeatureSeries[] series = new FeatureSeries[SIZE];

    /** Takes the answers of a batch. */
    @FunctionalInterface
    interface Sink {
        void take(MatchBatch batch, int size);
    }

    /**
     * @param order in which the questions are answered; empty for that in which they are
     * @param places under which number each question is known to who takes the answers; empty for its own
     */
    MatchBatch(FeatureTable table, Spine spine, int[] order, int[] places, long toleranceMicros) {
        this.spine = spine;
        this.order = order;
        this.places = places;
        this.toleranceMicros = toleranceMicros;
        sameDate = table.set().lookback() instanceof dev.barque.core.feature.Lookback.SameDate;
        stride = table.fields().size();
        seriesOf = new FeatureSeries[spine.symbols().size()];
        last = new int[seriesOf.length];
        for (int i = 0; i < seriesOf.length; i++) {
            seriesOf[i] = table.series(spine.symbols().get(i)).orElse(null);
            last[i] = -1;
        }
    }

    FeatureSeries series(int i) {
        return Objects.requireNonNull(series[i]);
    }

    void run(int from, int to, Sink sink) {
        for (int at = from; at < to; at += SIZE) {
            int size = Math.min(SIZE, to - at);
            find(at, size);
            sink.take(this, size);
        }
    }

    private void find(int from, int size) {
        boolean inOrder = order.length == 0;
        boolean hasPlaces = places.length > 0;
        long day = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            int q = inOrder ? from + i : order[from + i];
            question[i] = hasPlaces ? places[q] : q;
            int symbol = spine.symbol[q];
            FeatureSeries of = seriesOf[symbol];
            series[i] = of;
            if (of == null) {
                row[i] = -1;
                continue;
            }
            long time = spine.event[q];
            long knowledge = spine.knownMicros(q);
            long target = of.target(time, knowledge);
            int at = last[symbol];
            at = at >= 0 && of.event[at] > target ? of.lastAbout(target) : of.lastAboutFrom(at, target);
            last[symbol] = at;
            long oldest;
            if (sameDate) {
                // Most questions are about the day of the one before: a division less.
                if (Long.compareUnsigned(time - day, UtcMicros.PER_DAY) >= 0) {
                    day = of.oldest(time);
                }
                oldest = day;
            } else {
                oldest = of.oldest(time);
            }
            long byTolerance = time - toleranceMicros;
            row[i] = of.winner(at, time, knowledge, byTolerance > time ? oldest : Math.max(oldest, byTolerance));
        }
    }

    void copyTo(JoinedColumns to, int size) {
        long[] event = to.eventMicros();
        long[] known = to.knownMicros();
        for (int i = 0; i < size; i++) {
            FeatureSeries of = series[i];
            boolean found = of != null && row[i] >= 0;
            event[question[i]] = found ? of.event[row[i]] : JoinedColumns.NEVER;
            known[question[i]] = found ? of.knownMicros(row[i]) : JoinedColumns.NEVER;
        }
        for (int column = 0; column < stride; column++) {
            switch (to.fields().get(column).type()) {
                case FLOAT64 -> copy(to.float64(column), column, size);
                case INT64 -> copy(to.int64(column), column, size);
                default -> copyOthers(to, column, size);
            }
            boolean[] nulls = to.nulls(column);
            for (int i = 0; i < size && nulls.length > 0; i++) {
                nulls[question[i]] = row[i] >= 0 && series(i).isNull(row[i], column);
            }
        }
    }

    private void copy(double[] to, int column, int size) {
        for (int i = 0; i < size; i++) {
            FeatureSeries of = series[i];
            to[question[i]] = of != null && row[i] >= 0
                    ? Double.longBitsToDouble(of.cells[row[i] * stride + column])
                    : Double.NaN;
        }
    }

    private void copy(long[] to, int column, int size) {
        for (int i = 0; i < size; i++) {
            FeatureSeries of = series[i];
            to[question[i]] = of != null && row[i] >= 0 ? of.cells[row[i] * stride + column] : 0;
        }
    }

    private void copyOthers(JoinedColumns to, int column, int size) {
        boolean isText = to.fields().get(column).type() == FeatureType.STRING;
        for (int i = 0; i < size; i++) {
            if (row[i] < 0) {
                continue;
            }
            if (isText) {
                to.string(column)[question[i]] = series(i).string(row[i], column);
            } else {
                to.bool(column)[question[i]] = series(i).bool(row[i], column);
            }
        }
    }
}
