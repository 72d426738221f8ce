package dev.barque.benchmarks;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Symbol;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The rows of one symbol and day with 8 doubles: a price to the cent, a random walk, a rounded score and noise, each twice. All in
 * arrays, from which each contender takes them.
 */
public final class WideDay implements AutoCloseable {
    /** Doubles of a row. */
    public static final int FIELDS = 8;

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final Symbol SYMBOL = Symbol.of("S0");

    private final Path scratch;
    private final WideRows wide = new WideRows(FIELDS, 7);
    private final double[][] values;
    private final Duck reader;
    private int named;

    WideDay(Path scratch, int rows) throws SQLException {
        this.scratch = scratch;
        values = new double[FIELDS][rows];
        for (int row = 0; row < rows; row++) {
            double[] next = wide.next();
            for (int field = 0; field < FIELDS; field++) {
                values[field][row] = next[field];
            }
        }
        reader = new Duck(2);
    }

    /** How many rows there are. */
    public int rows() {
        return values[0].length;
    }

    /** The instant of a row in UTC microseconds: they are spread over the day. */
    public long time(int row) {
        return WideRows.START + row * (DAY_MICROS / (rows() + 1));
    }

    /** The values of a field by row; not to be changed. */
    public double[] values(int field) {
        return values[field];
    }

    /** A name in the scratch directory that nobody has. */
    public Path fresh(String suffix) {
        return scratch.resolve("written-" + named++ + suffix);
    }

    /**
     * The number of rows and the sum of all values of a Parquet file, read by DuckDB whoever wrote it.
     *
     * @param prefix what stands before {@code field_0} in its columns, such as {@code "group".}
     */
    public double sumOf(String files, String prefix) throws SQLException {
        return reader.number("SELECT count(*) + " + Duck.fields("sum(" + prefix, FIELDS, ") + ")
                + ") FROM read_parquet('" + files + "')");
    }

    double expected() {
        double sum = rows();
        for (double[] column : values) {
            for (double value : column) {
                sum += value;
            }
        }
        return sum;
    }

    FeatureSet set() {
        return wide.set();
    }

    FeatureRow row(int row) {
        FeatureRow.Builder builder = FeatureRow.builder(set(), SYMBOL);
        for (int field = 0; field < FIELDS; field++) {
            builder.float64(field, values[field][row]);
        }
        return builder.build(time(row), time(row));
    }

    @Override
    public void close() throws SQLException {
        reader.close();
    }
}
