package dev.barque.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Symbol;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * How long does it take to seal rows, beside DuckDB that writes the same rows from a table in its memory to zstd Parquet? Ours
 * reads them from the log, writes, syncs, reads back, verifies, publishes and lets go of the log (with several threads its files
 * are deleted afterwards); DuckDB writes, and a sync of its
 * file is timed apart. Processor time is that of the whole process.
 */
public final class SealRows {
    private static final long DAY_MICROS = 86_400_000_000L;

    private final int rows;
    private final int fields;
    private final int symbols;
    private final int threads;

    SealRows(int rows, int fields, int symbols, int threads) {
        this.rows = rows;
        this.fields = fields;
        this.symbols = symbols;
        this.threads = threads;
    }

    /** A time: by the clock and of the processors, in milliseconds, and bytes of the files. */
    record Took(double millis, double processorMillis, long bytes) {}

    /** Rows, doubles in a row, symbols (each a partition), rounds, threads of a seal. */
    public static void main(String[] arguments) throws SQLException {
        int[] given = {1_000_000, 8, 1, 7, 1};
        for (int i = 0; i < arguments.length; i++) {
            given[i] = Integer.parseInt(arguments[i]);
        }
        SealRows benchmark = new SealRows(given[0], given[1], given[2], given[4]);
        try (Scratch scratch = new Scratch();
                Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            benchmark.fill(connection);
            for (int round = 0; round < given[3]; round++) {
                print("seal, threads " + given[4], benchmark.seal(scratch.resolve("home" + round)));
                for (int threads = 1; threads <= 2; threads++) {
                    Path to = scratch.resolve("duckdb" + round + "-" + threads + (given[2] == 1 ? ".parquet" : ""));
                    print("DuckDB, threads " + threads, benchmark.copy(connection, threads, to));
                    if (given[2] == 1) {
                        print("  sync of its file", sync(to));
                    }
                    Scratch.delete(to);
                }
            }
        }
    }

    private static void print(String name, Took took) {
        System.out.printf(
                "%-20s %6.0f ms, processor %6.0f ms, %.1f MB%n",
                name, took.millis(), took.processorMillis(), took.bytes() / 1e6);
    }

    /** Puts the rows into a table in memory. */
    void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            StringBuilder table = new StringBuilder("CREATE TABLE rows (symbol VARCHAR, event_time TIMESTAMPTZ,"
                    + " known_at TIMESTAMPTZ, ingested_at TIMESTAMPTZ, sequence BIGINT");
            for (int i = 0; i < fields; i++) {
                table.append(", field_").append(i).append(" DOUBLE");
            }
            statement.execute(table.append(")").toString());
        }
        WideRows values = new WideRows(fields, 7);
        try (DuckDBAppender appender = connection.unwrap(DuckDBConnection.class).createAppender("main", "rows")) {
            for (int row = 0; row < rows; row++) {
                long micros = event(row);
                OffsetDateTime time = OffsetDateTime.ofInstant(
                        Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000), ZoneOffset.UTC);
                appender.beginRow();
                appender.append("S" + row % symbols);
                appender.append(time);
                appender.append(time);
                appender.append(time);
                appender.append((long) row);
                for (double value : values.next()) {
                    appender.append(value);
                }
                appender.endRow();
            }
        }
    }

    private long event(int row) {
        return WideRows.START + row / symbols * (DAY_MICROS / (rows / symbols + 1));
    }

    /** Appends the rows to a new home and times the seal. */
    Took seal(Path home) {
        WideRows values = new WideRows(fields, 7);
        Symbol[] names = new Symbol[symbols];
        for (int i = 0; i < symbols; i++) {
            names[i] = Symbol.of("S" + i);
        }
        Took took;
        ExecutorService helpers = Executors.newFixedThreadPool(Math.max(1, threads - 1));
        try (ParquetFeatureStore store = ParquetFeatureStore.builder(home)
                .set(values.set())
                .durability(Durability.OS)
                .sealAfterBytes(Long.MAX_VALUE)
                .sealParallel(helpers, threads)
                .open(Clock.systemUTC())) {
            List<FeatureRow> batch = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                batch.add(values.row(names[row % symbols], event(row)));
                if (batch.size() == 1_000 || row == rows - 1) {
                    store.append(batch);
                    batch.clear();
                }
            }
            took = time(() -> {
                if (store.seal().rows() != rows) {
                    throw new IllegalStateException("Not all rows were sealed");
                }
            });
        } finally {
            helpers.shutdown();
        }
        long bytes = bytes(home.resolve("data"));
        Scratch.delete(home);
        return new Took(took.millis(), took.processorMillis(), bytes);
    }

    /** Lets DuckDB write its table. */
    Took copy(Connection connection, int threads, Path to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + threads);
            String copy = "COPY rows TO '" + to + "' (FORMAT parquet, COMPRESSION zstd"
                    + (symbols > 1 ? ", PARTITION_BY (symbol))" : ")");
            Took took = time(() -> {
                try {
                    statement.execute(copy);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            return new Took(took.millis(), took.processorMillis(), bytes(to));
        }
    }

    private static Took sync(Path file) {
        return time(() -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static long bytes(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Took time(Runnable work) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long processor = system.getProcessCpuTime();
        long began = System.nanoTime();
        work.run();
        return new Took((System.nanoTime() - began) / 1e6, (system.getProcessCpuTime() - processor) / 1e6, 0);
    }
}
