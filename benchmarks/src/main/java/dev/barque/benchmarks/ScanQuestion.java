package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Bar;
import dev.barque.benchmarks.contest.Question;
import dev.barque.benchmarks.contest.Role;
import dev.barque.benchmarks.contest.Unit;
import dev.barque.benchmarks.contest.Work;
import dev.barque.store.parquet.ParquetScan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** All of a Parquet file. */
final class ScanQuestion {
    private ScanQuestion() {}

    static Question<OneFile> question() {
        return Question.about(
                        "scan",
                        OneFile.class,
                        (dose, scratch) -> new OneFile(scratch, dose.of(10_000_000, 200_000), 1_000))
                .asks(
                        "How fast is a zstd Parquet file read?",
                        "10,000,000 rows of symbol, time and 8 doubles, written by DuckDB: into arrays of primitives, or as a sum"
                                + " where the name of the line says so.")
                .counts(Unit.ROWS, OneFile::rows)
                .jvm("-Xmx6g")
                .ours("into arrays", given -> new Scan(given, 1))
                .line("into arrays, 2 threads", Role.OURS, 2, given -> new Scan(given, 2))
                .line(Duck.NAME + ", ResultSet into arrays", Role.PEER, 2, Rows::new)
                .line(Duck.NAME + ", its own sum", Role.PEER, 1, given -> sum(given, 1))
                .line(Duck.NAME + ", its own sum", Role.PEER, 2, given -> sum(given, 2))
                .limit("unpacking of all pages alone", given -> new Unpacking(given.file()))
                .bar(new Bar.AtMost("into arrays", Unit.ROWS, 1_000 / 20.0))
                .bar(new Bar.AtMost("into arrays, 2 threads", Unit.ROWS, 1_000 / 35.0))
                .bar(new Bar.AheadOfPeers(1))
                .build();
    }

    /** Ours. */
    private static final class Scan extends ScannedColumns {
        private final OneFile given;
        private final Pool pool;
        private final int threads;

        private Scan(OneFile given, int threads) {
            super(given.rows());
            this.given = given;
            this.threads = threads;
            pool = new Pool(threads);
        }

        @Override
        public void run() throws Exception {
            try (ParquetScan scan = ParquetScan.open(given.file())) {
                int[] first = new int[scan.groups() + 1];
                for (int group = 0; group < scan.groups(); group++) {
                    first[group + 1] = first[group] + scan.rows(group);
                }
                AtomicInteger next = new AtomicInteger();
                List<Callable<Void>> tasks = new ArrayList<>();
                for (int task = 0; task < threads; task++) {
                    tasks.add(() -> groups(scan, first, next));
                }
                for (Future<Void> done : pool.threads().invokeAll(tasks)) {
                    done.get();
                }
            }
        }

        @SuppressWarnings("NullAway") // Void has no other value.
        private Void groups(ParquetScan scan, int[] first, AtomicInteger next) {
            try (ParquetScan own = scan.another()) {
                for (int group = next.getAndIncrement(); group < own.groups(); group = next.getAndIncrement()) {
                    int at = first[group];
                    own.codes(group, "symbol", text -> Integer.parseInt(text.substring(1)), symbols, at);
                    own.micros(group, "time", times, at);
                    for (int field = 0; field < OneFile.FIELDS; field++) {
                        own.float64(group, "field_" + field, values[field], at);
                    }
                }
            }
            return null;
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    /** Through JDBC, as most programs would. */
    private static final class Rows extends ScannedColumns {
        private final Duck duck = new Duck(2);
        private final String sql;

        private Rows(OneFile given) throws SQLException {
            super(given.rows());
            sql = "SELECT symbol[2:]::INTEGER, epoch_us(time), " + Duck.fields("", OneFile.FIELDS, ", ") + " FROM '"
                    + given.file() + "'";
        }

        @Override
        public void run() throws SQLException {
            try (Statement statement = duck.connection().createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                for (int i = 0; row.next(); i++) {
                    symbols[i] = row.getInt(1);
                    times[i] = row.getLong(2);
                    for (int field = 0; field < OneFile.FIELDS; field++) {
                        values[field][i] = row.getDouble(3 + field);
                    }
                }
            }
        }

        @Override
        public void close() throws SQLException {
            duck.close();
        }
    }

    private static Work sum(OneFile given, int threads) throws SQLException {
        Duck duck = new Duck(threads);
        String sql = "SELECT sum(symbol[2:]::INTEGER) + sum((epoch_us(time) - " + OneFile.START + ") / 1e9) + "
                + Duck.fields("sum(", OneFile.FIELDS, ") + ") + ") FROM '" + given.file() + "'";
        return new SumWork(() -> duck.number(sql), duck);
    }
}
