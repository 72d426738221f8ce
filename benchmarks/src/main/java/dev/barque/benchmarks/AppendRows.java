package dev.barque.benchmarks;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Rows of 60 doubles that are appended one by one. A run appends {@link #rows} of them; those of another run have other times and the
 * same values, whole numbers, so that each run has to come to the same sum when it is read back.
 */
public final class AppendRows implements AutoCloseable {
    /** Doubles of a row. */
    public static final int FIELDS = 60;

    /** Their bytes. */
    public static final int BYTES = FIELDS * Double.BYTES;

    /** How many symbols take turns. */
    public static final int SYMBOLS = 64;

    private final Path scratch;
    private final int rows;
    private final FeatureSet set;
    private final FeatureRow.Builder[] builders = new FeatureRow.Builder[SYMBOLS];

    AppendRows(Path scratch, int rows) {
        this.scratch = scratch;
        this.rows = rows;
        FeatureSchema.Builder schema = FeatureSchema.builder();
        for (int field = 0; field < FIELDS; field++) {
            schema.float64("field_" + field, "1");
        }
        set = new FeatureSet(FeatureSetId.of("v1"), schema.build(), Lookback.sameDate());
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            builders[symbol] = FeatureRow.builder(set, Symbol.of("S" + symbol));
        }
    }

    /** Where a store may put its files; it takes a name of its own below. */
    public Path scratch() {
        return scratch;
    }

    /** How many rows a run appends. */
    public int rows() {
        return rows;
    }

    /** The number of the symbol of a row. */
    public static int symbol(int row) {
        return row % SYMBOLS;
    }

    /** The instant of a row of a run in UTC microseconds; runs count from 0. */
    public long time(int run, int row) {
        return WideRows.START + (long) run * rows + row;
    }

    /** A value: {@code (31 row + 7 field) mod 1000}. */
    public static double value(int row, int field) {
        return (row * 31L + field * 7L) % 1_000;
    }

    /** Puts the doubles of a row one after the other, in the order of the buffer. */
    public static void put(ByteBuffer to, int row) {
        for (int field = 0; field < FIELDS; field++) {
            to.putDouble(value(row, field));
        }
    }

    /** Adds the doubles from the position of a buffer, in its order. */
    public static double sum(ByteBuffer from) {
        double sum = 0;
        for (int field = 0; field < FIELDS; field++) {
            sum += from.getDouble();
        }
        return sum;
    }

    /** The right sum of the rows of a run. */
    double expected(long count) {
        double sum = 0;
        for (int row = 0; row < count; row++) {
            for (int field = 0; field < FIELDS; field++) {
                sum += value(row, field);
            }
        }
        return sum;
    }

    FeatureSet set() {
        return set;
    }

    FeatureRow row(int run, int row) {
        FeatureRow.Builder builder = builders[symbol(row)];
        for (int field = 0; field < FIELDS; field++) {
            builder.float64(field, value(row, field));
        }
        return builder.build(time(run, row), time(run, row));
    }

    @Override
    public void close() {}
}
