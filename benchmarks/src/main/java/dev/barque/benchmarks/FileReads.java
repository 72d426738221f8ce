package dev.barque.benchmarks;

import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.store.asof.FileColumns;
import dev.barque.store.asof.FileJoin;
import dev.barque.store.asof.JoinedColumns;
import dev.barque.store.asof.Spine;
import dev.barque.store.parquet.ParquetScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * How fast is one large zstd Parquet file of another writer read: all of it into arrays of primitives, and as the right side of an as-of
 * join, beside DuckDB, which wrote it? Rows go forward in time; of the 8 doubles of a row two are prices to the cent, two are scores of
 * three digits, and four have no pattern.
 */
public final class FileReads {
    private static final int FIELDS = 8;

    private final Path file;
    private final int symbols;
    private final long rows;

    private FileReads(Path file, int symbols, long rows) {
        this.file = file;
        this.symbols = symbols;
        this.rows = rows;
    }

    /** Rows, symbols, questions, rounds, and 1 to leave out the scan, whose arrays take 84 bytes a row. */
    public static void main(String[] arguments) throws Exception {
        int[] given = {10_000_000, 100, 1_000_000, 5, 0};
        for (int i = 0; i < arguments.length; i++) {
            given[i] = Integer.parseInt(arguments[i]);
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Scratch scratch = new Scratch();
                Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            Files.createDirectories(scratch.resolve("file"));
            FileReads benchmark = new FileReads(scratch.resolve("file").resolve("rows.parquet"), given[1], given[0]);
            benchmark.write(connection);
            System.out.printf("%d rows, %d MB%n", given[0], Files.size(benchmark.file) >> 20);
            Spine spine = benchmark.spine(given[2]);
            benchmark.fillSpine(connection, spine, scratch.resolve("spine.csv"));
            for (int round = 0; round < given[3]; round++) {
                if (given[4] == 0) {
                    double one = benchmark.scan(threads, 1);
                    double two = benchmark.scan(threads, 2);
                    double theirs = benchmark.duckDbSum(connection);
                    requireEqual("sums of all values", one, two, theirs);
                }
                double joined = benchmark.join(spine, threads, 1);
                double joinedByTwo = benchmark.join(spine, threads, 2);
                double duckDb = benchmark.duckDbJoin(connection, spine.size());
                requireEqual("sums of the answers", joined, joinedByTwo, duckDb);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void requireEqual(String what, double one, double two, double three) {
        double most = 1e-9 * Math.abs(one);
        if (!(Math.abs(one - two) <= most && Math.abs(one - three) <= most)) {
            throw new IllegalStateException("the " + what + " are " + one + ", " + two + " and " + three);
        }
    }

    private void write(Connection connection) throws SQLException {
        StringBuilder columns = new StringBuilder();
        for (int field = 0; field < FIELDS; field++) {
            String value = switch (field) {
                case 0, 1 -> "round(100 + " + field + " + 20 * sin(i / 50000.0) + random(), 2)";
                case 2, 3 -> "round(random(), 3)";
                default -> "random() * " + field;
            };
            columns.append(", ").append(value).append(" AS field_").append(field);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute("COPY (SELECT 'S' || (i % " + symbols + ") AS symbol,"
                    + " make_timestamptz((" + WideRows.START + " + i * 600000)::BIGINT) AS time" + columns
                    + " FROM range(" + rows + ") t(i)) TO '" + file + "' (FORMAT parquet, COMPRESSION zstd)");
        }
    }

    private Spine spine(int questions) {
        Random random = new Random(11);
        long[] times = random.longs(questions, WideRows.START, WideRows.START + rows * 600_000)
                .toArray();
        Arrays.sort(times);
        List<Symbol> names =
                IntStream.range(0, symbols).mapToObj(i -> Symbol.of("S" + i)).toList();
        return Spine.of(names, random.ints(questions, 0, symbols).toArray(), times);
    }

    /** All columns into arrays: numbers of symbols, microseconds, doubles. */
    private double scan(ExecutorService threads, int count) throws Exception {
        int size = Math.toIntExact(rows);
        int[] symbol = new int[size];
        long[] time = new long[size];
        double[][] values = new double[FIELDS][size];
        long began = System.nanoTime();
        try (ParquetScan scan = ParquetScan.open(file)) {
            int[] first = new int[scan.groups() + 1];
            for (int group = 0; group < scan.groups(); group++) {
                first[group + 1] = first[group] + scan.rows(group);
            }
            AtomicInteger next = new AtomicInteger();
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int task = 0; task < count; task++) {
                tasks.add(() -> {
                    try (ParquetScan own = scan.another()) {
                        for (int group = next.getAndIncrement(); group < own.groups(); group = next.getAndIncrement()) {
                            int at = first[group];
                            own.codes(group, "symbol", text -> Integer.parseInt(text.substring(1)), symbol, at);
                            own.micros(group, "time", time, at);
                            for (int field = 0; field < FIELDS; field++) {
                                own.float64(group, "field_" + field, values[field], at);
                            }
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%-36s %7.0f ms, %.1f M rows/s%n",
                "scan into arrays, " + count + (count == 1 ? " thread" : " threads"),
                seconds * 1e3,
                rows / seconds / 1e6);
        double sum = 0;
        for (int row = 0; row < size; row++) {
            sum += symbol[row] + (time[row] - WideRows.START) / 1e9;
        }
        for (double[] column : values) {
            for (double value : column) {
                sum += value;
            }
        }
        return sum;
    }

    private double duckDbSum(Connection connection) throws SQLException {
        StringBuilder sum = new StringBuilder("SELECT sum(symbol[2:]::INTEGER) + sum((epoch_us(time) - ")
                .append(WideRows.START)
                .append(") / 1e9)");
        for (int field = 0; field < FIELDS; field++) {
            sum.append(" + sum(field_").append(field).append(')');
        }
        return duckDb(connection, sum + " FROM '" + file + "'", "DuckDB's sum of all, 2 threads", rows, "rows");
    }

    private double join(Spine spine, ExecutorService threads, int count) {
        FeatureSchema.Builder schema = FeatureSchema.builder();
        List<String> fields = new ArrayList<>();
        for (int field = 0; field < FIELDS; field++) {
            schema.float64("field_" + field, "1");
            fields.add("field_" + field);
        }
        FeatureSet set =
                new FeatureSet(FeatureSetId.of("file"), schema.build(), Lookback.atMost(Duration.ofDays(36_500)));
        long began = System.nanoTime();
        JoinedColumns joined = FileJoin.with(
                        () -> ParquetScan.open(file), FileColumns.lagged("symbol", "time", Duration.ZERO), set, fields)
                .parallel(threads, count)
                .columns(spine);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%-36s %7.0f ms, %.2f M questions/s, heap of at most %d MB%n",
                "join from the file, " + count + (count == 1 ? " thread" : " threads"),
                seconds * 1e3,
                spine.size() / seconds / 1e6,
                Runtime.getRuntime().maxMemory() >> 20);
        double sum = 0;
        for (int field = 0; field < FIELDS; field++) {
            for (double value : joined.float64(field)) {
                sum += Double.isNaN(value) ? 0 : value;
            }
        }
        return sum;
    }

    private void fillSpine(Connection connection, Spine spine, Path csv) throws SQLException, IOException {
        StringBuilder text = new StringBuilder("symbol,micros\n");
        for (int q = 0; q < spine.size(); q++) {
            text.append(spine.symbol(q).value())
                    .append(',')
                    .append(spine.eventMicros(q))
                    .append('\n');
        }
        Files.writeString(csv, text);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE spine AS SELECT symbol, make_timestamptz(micros) AS time FROM read_csv('"
                    + csv + "', header = true, columns = {'symbol': 'VARCHAR', 'micros': 'BIGINT'})");
        }
    }

    private double duckDbJoin(Connection connection, int questions) throws SQLException {
        StringBuilder sum = new StringBuilder("SELECT sum(");
        for (int field = 0; field < FIELDS; field++) {
            sum.append(field == 0 ? "" : " + ").append("r.field_").append(field);
        }
        sum.append(") FROM spine s ASOF JOIN '").append(file).append("' r ON s.symbol = r.symbol AND s.time >= r.time");
        return duckDb(connection, sum.toString(), "DuckDB's join, 2 threads", questions, "questions");
    }

    private static double duckDb(Connection connection, String sql, String label, long count, String unit)
            throws SQLException {
        long began = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            double found = result.getDouble(1);
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf("%-36s %7.0f ms, %.2f M %s/s%n", label, seconds * 1e3, count / seconds / 1e6, unit);
            return found;
        }
    }
}
