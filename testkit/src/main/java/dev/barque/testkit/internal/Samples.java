package dev.barque.testkit.internal;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The feature sets and rows that the suites write. */
public final class Samples {
    /** A field of every type, in groups and outside of them. */
    public static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .float64("hedge.present.force", "USD")
            .int64("hedge.bars", "bars")
            .add("hedge.armed", FeatureType.BOOL, "1")
            .string("label")
            .add("levels", FeatureType.FLOAT64_LIST, "USD")
            .add("tags", FeatureType.STRING_LIST, "")
            .add("zones", FeatureType.INTERVAL_LIST, "USD")
            .build();

    /** Looks at the date of the instant only. */
    public static final FeatureSet DAILY = set("suite-daily", SCHEMA, Lookback.sameDate());

    /** Looks back for two hours. */
    public static final FeatureSet TWO_HOURS = set("suite-2h", SCHEMA, Lookback.atMost(Duration.ofHours(2)));

    /** All sets that the suite writes. */
    public static final List<FeatureSet> SETS = List.of(DAILY, TWO_HOURS);

    private static final int FORCE = SCHEMA.indexOf("hedge.present.force");

    private Samples() {}

    /** A set of this id. */
    public static FeatureSet set(String id, FeatureSchema schema, Lookback lookback) {
        return new FeatureSet(FeatureSetId.of(id), schema, lookback);
    }

    /** A row that holds one number. */
    public static FeatureRow row(FeatureSet set, Symbol symbol, Instant event, Instant known, double force) {
        return FeatureRow.builder(set, symbol).float64(FORCE, force).build(UtcMicros.of(event), UtcMicros.of(known));
    }

    /** The number that {@link #row} put in. */
    public static double force(FeatureRow row) {
        return row.float64(FORCE);
    }

    /** Rows with every edge of every type, one minute apart. */
    public static List<FeatureRow> edges(Symbol symbol, Instant from) {
        long t = UtcMicros.of(from);
        FeatureRow.Builder row = FeatureRow.builder(DAILY, symbol);
        FeatureRow nothing = row.build(t, t);
        FeatureRow extremes = fill(row, -0.0, Long.MIN_VALUE, "", new double[] {Double.NaN, -Double.MAX_VALUE})
                .build(t + UtcMicros.PER_MINUTE, t + UtcMicros.PER_MINUTE);
        FeatureRow unusual = fill(
                        row.clear(), Double.NaN, Long.MAX_VALUE, "zwölf, \"quoted\"\n\uD83D\uDEA2\t", new double[] {
                            Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.1
                        })
                .build(t + 2 * UtcMicros.PER_MINUTE, t + 2 * UtcMicros.PER_MINUTE);
        FeatureRow empty = row.clear()
                .float64List(SCHEMA.indexOf("levels"))
                .stringList(SCHEMA.indexOf("tags"), List.of())
                .intervalList(SCHEMA.indexOf("zones"))
                .build(t + 3 * UtcMicros.PER_MINUTE, t + 3 * UtcMicros.PER_MINUTE);
        return List.of(nothing, extremes, unusual, empty);
    }

    private static FeatureRow.Builder fill(
            FeatureRow.Builder row, double force, long bars, String text, double[] numbers) {
        return row.float64(FORCE, force)
                .int64(SCHEMA.indexOf("hedge.bars"), bars)
                .bool(SCHEMA.indexOf("hedge.armed"), bars < 0)
                .string(SCHEMA.indexOf("label"), text)
                .float64List(SCHEMA.indexOf("levels"), numbers)
                .stringList(SCHEMA.indexOf("tags"), List.of(text, "", text))
                .intervalList(SCHEMA.indexOf("zones"), numbers);
    }
}
