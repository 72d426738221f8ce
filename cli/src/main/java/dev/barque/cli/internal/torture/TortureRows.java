package dev.barque.cli.internal.torture;

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

/**
 * A row for every number from 0 on, always the same one, so that two processes agree on it without telling each other. Rows of
 * several symbols take turns; every ninth corrects the row nine before it.
 */
final class TortureRows {
    static final FeatureSchema SCHEMA = schema();
    static final FeatureSet SET = new FeatureSet(FeatureSetId.of("torture"), SCHEMA, Lookback.sameDate());
    static final List<Symbol> SYMBOLS = List.of(Symbol.of("SPY"), Symbol.of("BTC/USDT"), Symbol.of("brk.a"));

    /** So many numbers in a row are about the same date. */
    static final int ROWS_OF_DATE = 1_500;

    private static final int DOUBLES = 24;
    private static final int NUMBER = 0;
    private static final int LABEL = 1;
    private static final int FLAG = 2;
    private static final int LEVELS = 3;
    private static final int FIRST_DOUBLE = 4;
    private static final int CORRECTS = 9;
    private static final long FROM = UtcMicros.of(Instant.parse("2025-01-02T00:00:00Z"));
    private static final long STEP = UtcMicros.PER_DAY / (2 * ROWS_OF_DATE);

    private TortureRows() {}

    /** The row of a number. */
    static FeatureRow row(long number) {
        boolean corrects = number % CORRECTS == CORRECTS - 1;
        long inDate = number % ROWS_OF_DATE;
        long about = corrects && inDate >= CORRECTS ? inDate - CORRECTS : inDate;
        long event = FROM + number / ROWS_OF_DATE * UtcMicros.PER_DAY + about * STEP;
        long known = event + (about == inDate ? 0 : CORRECTS * STEP);
        FeatureRow.Builder row = FeatureRow.builder(SET, SYMBOLS.get((int) (number % SYMBOLS.size())))
                .int64(NUMBER, number)
                .string(LABEL, "row " + number)
                .bool(FLAG, corrects)
                .float64List(LEVELS, number * 0.25, -0.0, Double.NaN);
        long bits = number;
        for (int i = 0; i < DOUBLES; i++) {
            bits = bits * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            if (bits % 11 != 0) {
                row.float64(FIRST_DOUBLE + i, (bits >> 11) * 0x1p-30);
            }
        }
        return row.build(event, known);
    }

    /** The number of a row. */
    static long number(FeatureRow row) {
        return row.int64(NUMBER);
    }

    /** The date that a number is about. */
    static LocalDate date(long number) {
        return UtcMicros.utcDate(FROM + number / ROWS_OF_DATE * UtcMicros.PER_DAY);
    }

    private static FeatureSchema schema() {
        FeatureSchema.Builder schema = FeatureSchema.builder()
                .int64("number", "1")
                .string("label")
                .add("flag", FeatureType.BOOL, "1")
                .add("levels", FeatureType.FLOAT64_LIST, "USD");
        for (int i = 0; i < DOUBLES; i++) {
            schema.float64("group" + i % 4 + ".value" + i, "USD");
        }
        return schema.build();
    }
}
