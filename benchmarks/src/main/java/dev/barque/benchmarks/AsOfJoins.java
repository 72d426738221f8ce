package dev.barque.benchmarks;

import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.store.asof.AsOfJoin;
import dev.barque.store.asof.FeatureSeries;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.JoinedColumns;
import dev.barque.store.asof.Spine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * How many questions a second does an as-of join in memory answer, beside DuckDB's ASOF JOIN of the same tables, and how long does one
 * read take? Rows are a minute apart, symbol by symbol; questions come by time over all symbols or in any order. Values are whole
 * numbers, so that sums do not depend on the order of adding, and every line has to come to the same sum.
 */
public final class AsOfJoins {
    private static final int FIELDS = 8;
    private static final long MINUTE = 60_000_000L;
    private static final long START = 1_262_304_000_000_000L;

    private final int symbols;
    private final int rowsPerSymbol;
    private final FeatureTable table;

    private AsOfJoins(int rows, int symbols) {
        this.symbols = symbols;
        rowsPerSymbol = rows / symbols;
        table = table();
    }

    /** Rows, questions, symbols, rounds, and 1 for lines of DuckDB. */
    public static void main(String[] arguments) throws SQLException {
        int[] given = {10_000_000, 1_000_000, 100, 5, 1};
        for (int i = 0; i < arguments.length; i++) {
            given[i] = Integer.parseInt(arguments[i]);
        }
        AsOfJoins benchmark = new AsOfJoins(given[0], given[2]);
        Spine byTime = benchmark.spine(given[1], false);
        Spine inAnyOrder = benchmark.spine(given[1], true);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            if (given[4] == 1) {
                benchmark.fill(connection, byTime);
            }
            AsOfJoin join = AsOfJoin.with(benchmark.table);
            double expected = sum(join.columns(byTime));
            double ofAnyOrder = sum(join.columns(inAnyOrder));
            for (int round = 0; round < given[3]; round++) {
                line("sum, by time", byTime, expected, () -> each(join, byTime));
                line("sum, any order", inAnyOrder, ofAnyOrder, () -> each(join, inAnyOrder));
                JoinedColumns[] kept = new JoinedColumns[1];
                line("columns, by time", byTime, expected, () -> keep(kept, join.columns(byTime)));
                line("columns, any order", inAnyOrder, Double.NaN, () -> keep(kept, join.columns(inAnyOrder)));
                line(
                        "columns, by time, 2 threads",
                        byTime,
                        expected,
                        () -> keep(kept, join.parallel(threads, 8).columns(byTime)));
                benchmark.reads(inAnyOrder);
                if (given[4] == 1) {
                    for (String symbol : new String[] {"number", "name"}) {
                        line("DuckDB, 1 thread, " + symbol, byTime, expected, () -> duckDb(connection, 1, symbol));
                        line("DuckDB, 2 threads, " + symbol, byTime, expected, () -> duckDb(connection, 2, symbol));
                    }
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    /** The columns are summed outside of the time that is measured. */
    private static double keep(JoinedColumns[] kept, JoinedColumns joined) {
        kept[0] = joined;
        return Double.NaN;
    }

    private static void line(String name, Spine spine, double expected, DoubleSupplier work) {
        long began = System.nanoTime();
        double found = work.getAsDouble();
        double seconds = (System.nanoTime() - began) / 1e9;
        if (!Double.isNaN(found) && !Double.isNaN(expected) && found != expected) {
            throw new IllegalStateException(name + " came to " + found + " instead of " + expected);
        }
        System.out.printf("%-28s %7.1f ms, %6.2f M questions/s%n", name, seconds * 1e3, spine.size() / seconds / 1e6);
    }

    private static double each(AsOfJoin join, Spine spine) {
        double[] sum = {0};
        join.each(spine, (question, series, row) -> {
            double add = 0;
            for (int field = 0; field < FIELDS; field++) {
                add += series.float64(row, field);
            }
            sum[0] += add;
        });
        return sum[0];
    }

    private static double sum(JoinedColumns joined) {
        double sum = 0;
        for (int field = 0; field < FIELDS; field++) {
            for (double value : joined.float64(field)) {
                sum += Double.isNaN(value) ? 0 : value;
            }
        }
        return sum;
    }

    /** Each read timed alone. */
    private void reads(Spine spine) {
        int count = Math.min(200_000, spine.size());
        long[] nanos = new long[count];
        FeatureSeries[] series = spine.symbols().stream()
                .map(symbol -> table.series(symbol).orElseThrow())
                .toArray(FeatureSeries[]::new);
        double sum = 0;
        for (int q = 0; q < count; q++) {
            FeatureSeries of = series[number(spine, q)];
            long began = System.nanoTime();
            int row = of.find(spine.eventMicros(q), spine.knownMicros(q));
            if (row >= 0) {
                for (int field = 0; field < FIELDS; field++) {
                    sum += of.float64(row, field);
                }
            }
            nanos[q] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-28s p50 %.2f us, p99 %.2f us (%s)%n",
                "one read", nanos[count / 2] / 1e3, nanos[count * 99 / 100] / 1e3, sum > 0 ? "found" : "nothing");
    }

    private static int number(Spine spine, int question) {
        return Integer.parseInt(spine.symbol(question).value().substring(1));
    }

    private static double duckDb(Connection connection, int threads, String symbol) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + threads);
            StringBuilder sum = new StringBuilder("SELECT sum(");
            for (int field = 0; field < FIELDS; field++) {
                sum.append(field == 0 ? "" : " + ").append("r.field_").append(field);
            }
            sum.append(") FROM spine s ASOF JOIN rows r ON s.")
                    .append(symbol)
                    .append(" = r.")
                    .append(symbol)
                    .append(" AND s.time >= r.time");
            try (ResultSet result = statement.executeQuery(sum.toString())) {
                result.next();
                return result.getDouble(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private FeatureTable table() {
        FeatureSchema.Builder schema = FeatureSchema.builder();
        for (int field = 0; field < FIELDS; field++) {
            schema.float64("field_" + field, "1");
        }
        FeatureSet set =
                new FeatureSet(FeatureSetId.of("v1"), schema.build(), Lookback.atMost(Duration.ofDays(100_000)));
        FeatureTable.Builder builder = FeatureTable.builder(set, FeatureTable.scalars(set));
        for (int symbol = 0; symbol < symbols; symbol++) {
            FeatureTable.Rows rows = builder.rows(Symbol.of("S" + symbol)).reserve(rowsPerSymbol);
            for (int row = 0; row < rowsPerSymbol; row++) {
                rows.add(time(row), time(row));
                for (int field = 0; field < FIELDS; field++) {
                    rows.float64(row, field, value(symbol, row, field));
                }
            }
        }
        return builder.build();
    }

    private static long time(int row) {
        return START + row * MINUTE;
    }

    private static double value(int symbol, int row, int field) {
        return (row * 31L + symbol * 17L + field * 7L) % 100_000;
    }

    private Spine spine(int questions, boolean inAnyOrder) {
        Random random = new Random(11);
        long[] times = random.longs(questions, START, time(rowsPerSymbol)).toArray();
        if (!inAnyOrder) {
            Arrays.sort(times);
        }
        int[] symbol = random.ints(questions, 0, symbols).toArray();
        return Spine.of(
                IntStream.range(0, symbols).mapToObj(i -> Symbol.of("S" + i)).toList(), symbol, times);
    }

    private void fill(Connection connection, Spine spine) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            StringBuilder rows = new StringBuilder("CREATE TABLE rows (number INTEGER, name VARCHAR, time BIGINT");
            for (int field = 0; field < FIELDS; field++) {
                rows.append(", field_").append(field).append(" DOUBLE");
            }
            statement.execute(rows.append(")").toString());
            statement.execute("CREATE TABLE spine (number INTEGER, name VARCHAR, time BIGINT)");
        }
        DuckDBConnection duckDb = connection.unwrap(DuckDBConnection.class);
        try (DuckDBAppender appender = duckDb.createAppender("main", "rows")) {
            for (int symbol = 0; symbol < symbols; symbol++) {
                for (int row = 0; row < rowsPerSymbol; row++) {
                    appender.beginRow();
                    appender.append(symbol);
                    appender.append("S" + symbol);
                    appender.append(time(row));
                    for (int field = 0; field < FIELDS; field++) {
                        appender.append(value(symbol, row, field));
                    }
                    appender.endRow();
                }
            }
        }
        try (DuckDBAppender appender = duckDb.createAppender("main", "spine")) {
            for (int q = 0; q < spine.size(); q++) {
                appender.beginRow();
                appender.append(number(spine, q));
                appender.append(spine.symbol(q).value());
                appender.append(spine.eventMicros(q));
                appender.endRow();
            }
        }
    }
}
