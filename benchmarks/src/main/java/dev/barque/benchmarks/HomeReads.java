package dev.barque.benchmarks;

import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.asof.AsOfJoin;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.JoinedColumns;
import dev.barque.store.asof.Spine;
import dev.barque.store.asof.SpineJoin;
import dev.barque.store.asof.TableSelection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long does it take to read what is sealed in a home: one row of a partition that is not in memory, and a join of many questions
 * with all partitions, loading included, beside DuckDB over the same files? Partitions have 390 rows of 8 doubles. Every byte of ours is
 * checked against its digest; DuckDB checks none.
 */
public final class HomeReads {
    private static final int FIELDS = 8;
    private static final int ROWS = 390;
    private static final long DAY = 86_400_000_000L;
    private static final long OPEN = 13 * 3_600_000_000L + 30 * 60_000_000L;
    private static final long MINUTE = 60_000_000L;

    private final Path home;
    private final List<Symbol> symbols;
    private final int days;
    private final WideRows values = new WideRows(FIELDS, 7);

    private HomeReads(Path home, int symbols, int days) {
        this.home = home;
        this.days = days;
        this.symbols =
                IntStream.range(0, symbols).mapToObj(i -> Symbol.of("S" + i)).toList();
    }

    /** Symbols, days, questions, rounds, and 1 to leave out the lines that have all rows in memory. */
    public static void main(String[] arguments) throws SQLException {
        int[] given = {100, 256, 1_000_000, 5, 0};
        for (int i = 0; i < arguments.length; i++) {
            given[i] = Integer.parseInt(arguments[i]);
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Scratch scratch = new Scratch();
                Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            HomeReads benchmark = new HomeReads(scratch.resolve("home"), given[0], given[1]);
            benchmark.write();
            Spine spine = benchmark.spine(given[2]);
            benchmark.fillSpine(connection, spine, scratch.resolve("spine.csv"));
            String files = benchmark.files();
            for (int round = 0; round < given[3]; round++) {
                benchmark.coldReads();
                double bounded = benchmark.joinBySymbol(spine, threads);
                double one = given[4] == 1 ? bounded : benchmark.join(spine, Runnable::run, 1);
                double two = given[4] == 1 ? bounded : benchmark.join(spine, threads, 2);
                double duckDb = benchmark.duckDb(connection, files, spine.size());
                if (one != two || one != bounded || Math.abs(one - duckDb) > 1e-9 * Math.abs(one)) {
                    throw new IllegalStateException(
                            "the sums are " + one + ", " + two + ", " + bounded + " and " + duckDb);
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    private long time(int day, int row) {
        return WideRows.START + day * DAY + OPEN + (row + 1) * MINUTE;
    }

    private void write() {
        long began = System.nanoTime();
        try (ParquetFeatureStore store = ParquetFeatureStore.builder(home)
                .set(values.set())
                .durability(Durability.OS)
                .open(Clock.systemUTC())) {
            for (int day = 0; day < days; day++) {
                for (Symbol symbol : symbols) {
                    List<FeatureRow> rows = new ArrayList<>(ROWS);
                    for (int row = 0; row < ROWS; row++) {
                        rows.add(values.row(symbol, time(day, row)));
                    }
                    store.append(rows);
                }
            }
            store.seal();
        }
        System.out.printf(
                "written %d partitions in %.1f s%n", days * symbols.size(), (System.nanoTime() - began) / 1e9);
    }

    /** Questions by time, within sessions. */
    private Spine spine(int questions) {
        Random random = new Random(11);
        long[] times = new long[questions];
        for (int i = 0; i < questions; i++) {
            times[i] = time(random.nextInt(days), 0) + random.nextLong(ROWS * MINUTE);
        }
        Arrays.sort(times);
        return Spine.of(symbols, random.ints(questions, 0, symbols.size()).toArray(), times);
    }

    private void coldReads() {
        Random random = new Random(5);
        int count = 2_000;
        long[] nanos = new long[count];
        try (ParquetFeatureStore store = ParquetFeatureStore.builder(home)
                .set(values.set())
                .cacheBytes(0)
                .openReadOnly()) {
            for (int i = 0; i < count; i++) {
                Symbol symbol = symbols.get(random.nextInt(symbols.size()));
                AsOf asOf = AsOf.at(time(random.nextInt(days), random.nextInt(ROWS)));
                long began = System.nanoTime();
                if (store.find(values.set().id(), symbol, asOf).isEmpty()) {
                    throw new IllegalStateException("nothing about " + symbol + " " + asOf);
                }
                nanos[i] = System.nanoTime() - began;
            }
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-36s p50 %.0f us, p99 %.0f us%n",
                "one row of a partition, past the cache", nanos[count / 2] / 1e3, nanos[count * 99 / 100] / 1e3);
    }

    private double join(Spine spine, Executor threads, int count) {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(values.set()).openReadOnly()) {
            long began = System.nanoTime();
            TableSelection all = TableSelection.of(values.set().id(), symbols);
            FeatureTable table = store.table(all.parallel(threads));
            long loaded = System.nanoTime();
            AsOfJoin join = AsOfJoin.with(table);
            JoinedColumns joined = (threads == null ? join : join.parallel(threads, 8)).columns(spine);
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "%-36s %7.0f ms (of which joined %.0f ms), %.2f M questions/s, %d rows%n",
                    "table and join, " + (count == 1 ? "1 thread" : count + " threads"),
                    seconds * 1e3,
                    (System.nanoTime() - loaded) / 1e6,
                    spine.size() / seconds / 1e6,
                    table.size());
            return sum(joined);
        }
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

    private double joinBySymbol(Spine spine, Executor threads) {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home).set(values.set()).openReadOnly()) {
            long began = System.nanoTime();
            JoinedColumns joined = SpineJoin.with(store::table, values.set(), FeatureTable.scalars(values.set()))
                    .parallel(threads)
                    .columns(spine);
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "%-36s %7.0f ms, %.2f M questions/s, heap of at most %d MB%n",
                    "symbol by symbol, 2 threads",
                    seconds * 1e3,
                    spine.size() / seconds / 1e6,
                    Runtime.getRuntime().maxMemory() >> 20);
            return sum(joined);
        }
    }

    private String files() {
        try (Stream<Path> files = Files.walk(home.resolve("data"))) {
            StringBuilder list = new StringBuilder("[");
            files.filter(file -> file.toString().endsWith(".parquet"))
                    .forEach(file -> list.append(list.length() == 1 ? "'" : ", '")
                            .append(file)
                            .append('\''));
            return list.append(']').toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fillSpine(Connection connection, Spine spine, Path csv) throws SQLException {
        StringBuilder text = new StringBuilder("symbol,micros\n");
        for (int q = 0; q < spine.size(); q++) {
            text.append(spine.symbol(q).value())
                    .append(',')
                    .append(spine.eventMicros(q))
                    .append('\n');
        }
        try (Statement statement = connection.createStatement()) {
            Files.writeString(csv, text);
            statement.execute("CREATE TABLE spine AS SELECT symbol, make_timestamptz(micros) AS time FROM read_csv('"
                    + csv + "', header = true, columns = {'symbol': 'VARCHAR', 'micros': 'BIGINT'})");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double duckDb(Connection connection, String files, int questions) throws SQLException {
        StringBuilder sum = new StringBuilder("SELECT sum(");
        for (int field = 0; field < FIELDS; field++) {
            sum.append(field == 0 ? "" : " + ").append("r.\"group\".field_").append(field);
        }
        sum.append(") FROM spine s ASOF JOIN read_parquet(")
                .append(files)
                .append(", hive_partitioning = true, hive_types = {'symbol': 'VARCHAR'}) r"
                        + " ON s.symbol = r.symbol AND s.time >= r.event_time"
                        + " WHERE epoch_us(r.event_time) // 86400000000 = epoch_us(s.time) // 86400000000");
        long began = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            try (ResultSet result = statement.executeQuery(sum.toString())) {
                result.next();
                double found = result.getDouble(1);
                double seconds = (System.nanoTime() - began) / 1e9;
                System.out.printf(
                        "%-36s %7.0f ms, %.2f M questions/s%n",
                        "DuckDB, 2 threads", seconds * 1e3, questions / seconds / 1e6);
                return found;
            }
        }
    }
}
