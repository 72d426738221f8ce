package dev.barque.store;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.util.List;

/** Rows of a schema that has every type, flat and nested. */
final class TestRows {
    static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .float64("number", "1")
            .float64("hedge.present.hedge_force", "1")
            .int64("hedge.present.half_life_bars", "bars")
            .string("hedge.present.regime")
            .add("hedge.present.sure", FeatureType.BOOL, "")
            .add("liquidity.present.support", FeatureType.INTERVAL_LIST, "USD")
            .add("liquidity.future.slippage_cone_bps", FeatureType.FLOAT64_LIST, "bps")
            .add("sentiment.past.events", FeatureType.STRING_LIST, "")
            .float64("hedge.past.exhaustion_score", "1")
            .build();

    private TestRows() {}

    static FeatureSet set(String id, Lookback lookback) {
        return new FeatureSet(FeatureSetId.of(id), SCHEMA, lookback);
    }

    /** Every value set, with the numbers that are easiest to lose. */
    static FeatureRow full(FeatureSet set, Symbol symbol, String event, String known) {
        return FeatureRow.builder(set, symbol)
                .float64(0, Double.NaN)
                .float64(1, -0.0)
                .int64(2, Long.MIN_VALUE)
                .string(3, "pin é 株 \u0000 'quoted'")
                .bool(4, false)
                .intervalList(5, 445.25, 445.75, Double.NEGATIVE_INFINITY, Double.MIN_VALUE)
                .float64List(6, 5, Double.NaN, -0.0, Double.MAX_VALUE)
                .stringList(7, List.of("", "fomc", "cpi"))
                .float64(8, Double.POSITIVE_INFINITY)
                .build(micros(event), micros(known));
    }

    /** Lists that are there and hold nothing; all else null. */
    static FeatureRow empty(FeatureSet set, Symbol symbol, String event) {
        return FeatureRow.builder(set, symbol)
                .intervalList(5)
                .float64List(6)
                .stringList(7, List.of())
                .build(micros(event), micros(event));
    }

    /** A row that is told from others by its number. */
    static FeatureRow numbered(FeatureSet set, Symbol symbol, String event, String known, double number) {
        return numbered(set, symbol, micros(event), micros(known), number);
    }

    static FeatureRow numbered(FeatureSet set, Symbol symbol, long event, long known, double number) {
        return FeatureRow.builder(set, symbol).float64(0, number).build(event, known);
    }

    private static long micros(String instant) {
        return UtcMicros.of(Instant.parse(instant));
    }
}
