package dev.barque.testkit.crash;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A row for every number, always the same one; a row tells its number. Some are late; some are known later than they are about. */
final class NumberedRows {
    static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .int64("number", "1")
            .float64("hedge.force", "USD")
            .add("hedge.armed", FeatureType.BOOL, "1")
            .string("label")
            .add("levels", FeatureType.FLOAT64_LIST, "USD")
            .build();
    static final FeatureSet SET = new FeatureSet(FeatureSetId.of("crash"), SCHEMA, Lookback.sameDate());
    static final List<Symbol> SYMBOLS = List.of(Symbol.of("SPY"), Symbol.of("BTC/USDT"), Symbol.of("brk.a"));

    static final LocalDate FIRST_DAY = LocalDate.parse("2025-11-03");

    private static final long FROM = UtcMicros.of(Instant.parse("2025-11-03T14:30:00Z"));
    private static final int DAYS = 2;

    private NumberedRows() {}

    static FeatureRow row(long number) {
        long day = number / 8 % DAYS;
        boolean correction = number % 7 == 6;
        long event = FROM + day * UtcMicros.PER_DAY + (correction ? number - 6 : number) * UtcMicros.PER_MINUTE / 10;
        long known = event + (correction ? UtcMicros.PER_MINUTE : number % 3);
        FeatureRow.Builder row = FeatureRow.builder(SET, SYMBOLS.get((int) (number / 4 % SYMBOLS.size())))
                .int64(0, number)
                .string(3, "row " + number)
                .float64List(4, number * 1.5, -0.0, Double.NaN);
        if (number % 4 != 0) {
            row.float64(1, number * 0.1).bool(2, number % 2 == 0);
        }
        return row.build(event, known);
    }

    static long number(FeatureRow row) {
        return row.int64(0);
    }
}
