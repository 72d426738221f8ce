package dev.barque.benchmarks.scale;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Bars;
import java.util.ArrayList;
import java.util.List;

/** Eight numbers of each bar, from it and up to 30 bars before it on the same day: four as they come, four rounded as scores are. */
final class Features {
    static final FeatureSet SET = new FeatureSet(
            FeatureSetId.of("scale-v1"),
            FeatureSchema.builder()
                    .float64("move.one", "1")
                    .float64("move.thirty", "1")
                    .float64("move.deviation", "1")
                    .float64("price.gap_to_mean", "1")
                    .float64("price.range", "1")
                    .float64("volume.score", "1")
                    .float64("volume.share", "1")
                    .float64("day.move", "1")
                    .build(),
            Lookback.sameDate());

    private static final int WINDOW = 30;

    private Features() {}

    /** A row for each bar, known when the bar is complete. */
    static List<FeatureRow> rows(Bars bars) {
        List<FeatureRow> rows = new ArrayList<>(bars.size());
        double[] values = new double[SET.schema().size()];
        for (int i = 0; i < bars.size(); i++) {
            compute(bars, i, values);
            rows.add(row(bars, i, values, bars.time(i)));
        }
        return rows;
    }

    /** The rows that corrected bars make other than they were, known from an instant on. */
    static List<FeatureRow> corrections(Bars before, Bars after, long knownMicros) {
        List<FeatureRow> rows = new ArrayList<>();
        double[] was = new double[SET.schema().size()];
        double[] is = new double[SET.schema().size()];
        for (int i = 0; i < after.size(); i++) {
            compute(before, i, was);
            compute(after, i, is);
            if (!java.util.Arrays.equals(was, is)) {
                rows.add(row(after, i, is, knownMicros));
            }
        }
        return rows;
    }

    private static FeatureRow row(Bars bars, int i, double[] values, long knownMicros) {
        FeatureRow.Builder row = FeatureRow.builder(SET, bars.symbol());
        for (int k = 0; k < values.length; k++) {
            row.float64(k, values[k]);
        }
        return row.build(bars.time(i), knownMicros);
    }

    private static void compute(Bars bars, int i, double[] to) {
        int first = Math.max(0, i - WINDOW);
        int count = i - first + 1;
        double close = bars.close(i);
        double sum = 0;
        double volumes = 0;
        double squares = 0;
        double moves = 0;
        double high = Double.NEGATIVE_INFINITY;
        double low = Double.POSITIVE_INFINITY;
        for (int k = first; k <= i; k++) {
            sum += bars.close(k);
            volumes += bars.volume(k);
            squares += bars.volume(k) * bars.volume(k);
            high = Math.max(high, bars.high(k));
            low = Math.min(low, bars.low(k));
            if (k > first) {
                double move = bars.close(k) / bars.close(k - 1) - 1;
                moves += move * move;
            }
        }
        double mean = volumes / count;
        double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
        to[0] = i == 0 ? 0 : close / bars.close(i - 1) - 1;
        to[1] = close / bars.close(first) - 1;
        to[2] = Math.sqrt(moves / count);
        to[3] = close * count / sum - 1;
        to[4] = Math.rint((high - low) / close * 1e5) / 1e5;
        to[5] = deviation == 0 ? 0 : Math.rint((bars.volume(i) - mean) / deviation * 1e3) / 1e3;
        to[6] = Math.rint(bars.volume(i) / volumes * 1e3) / 1e3;
        to[7] = Math.rint((close / bars.open(0) - 1) * 1e5) / 1e5;
    }

    /** A number that depends on every bit of a row that the model knows, and whose sum on no order. */
    static long checksum(FeatureRow row) {
        long hash = row.symbol().value().hashCode() * 31L + row.eventMicros();
        for (int k = 0; k < SET.schema().size(); k++) {
            hash = (hash ^ Double.doubleToLongBits(row.float64(k))) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
