package dev.barque.benchmarks;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import java.util.Random;

/** Rows of so many doubles, of the kinds that features are: prices to the cent, random walks, rounded scores, noise. */
final class WideRows {
    /** 2025-11-03T00:00:00Z in UTC microseconds. */
    static final long START = 1_762_128_000_000_000L;

    private final FeatureSet set;
    private final Random random;
    private final double[] walk;
    private final double[] values;

    WideRows(int fields, long seed) {
        FeatureSchema.Builder schema = FeatureSchema.builder();
        for (int i = 0; i < fields; i++) {
            schema.float64("group.field_" + i, "1");
        }
        set = new FeatureSet(FeatureSetId.of("v1"), schema.build(), Lookback.sameDate());
        random = new Random(seed);
        walk = new double[fields];
        values = new double[fields];
    }

    FeatureSet set() {
        return set;
    }

    /** The values of the next row; the array is used again. */
    double[] next() {
        for (int i = 0; i < values.length; i++) {
            walk[i] += random.nextGaussian();
            values[i] = switch (i % 4) {
                case 0 -> Math.round(walk[i] * 100) / 100.0;
                case 1 -> walk[i];
                case 2 -> Math.round(random.nextGaussian() * 1000) / 1000.0;
                default -> random.nextGaussian();
            };
        }
        return values;
    }

    FeatureRow row(Symbol symbol, long eventMicros) {
        FeatureRow.Builder row = FeatureRow.builder(set, symbol);
        double[] next = next();
        for (int i = 0; i < next.length; i++) {
            row.float64(i, next[i]);
        }
        return row.build(eventMicros, eventMicros);
    }
}
