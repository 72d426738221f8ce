package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Bar;
import dev.barque.benchmarks.contest.Question;
import dev.barque.benchmarks.contest.Role;
import dev.barque.benchmarks.contest.Unit;
import dev.barque.benchmarks.contest.Work;
import dev.barque.store.asof.FeatureSeries;
import dev.barque.store.asof.FeatureTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Single as-of reads in memory. */
final class ReadQuestion {
    private static final String FIND = "FeatureSeries.find and 8 values";

    private ReadQuestion() {}

    static Question<MinuteRows> question() {
        return Question.about(
                        "read",
                        MinuteRows.class,
                        (dose, scratch) ->
                                MinuteRows.inAnyOrder(scratch, dose.of(10_000_000, 200_000), dose.of(200_000, 20_000)))
                .asks(
                        "How long does one as-of read in memory take?",
                        "The last row of a symbol up to an instant, at random among 10,000,000 rows of 100 symbols, and the sum"
                                + " of its 8 doubles; 200,000 reads a run (DuckDB: 200).")
                .counts(Unit.NANOS, MinuteRows::questions)
                .expects(MinuteRows::expected)
                .jvm("-Xmx4g")
                .ours(FIND, ReadQuestion::find)
                .line(Duck.NAME + ", prepared", Role.PEER, 2, ReadQuestion::duckDb)
                .limit("binary search and row-major array", ReadQuestion::search)
                .bar(new Bar.AtMost(FIND, Unit.NANOS, 1_200))
                .bar(new Bar.AheadOfPeers(1))
                .bar(new Bar.AheadOf("DuckDB", 1_000))
                .build();
    }

    private static Work find(MinuteRows given) {
        FeatureTable table = given.table();
        FeatureSeries[] series = MinuteRows.names().stream()
                .map(symbol -> table.series(symbol).orElseThrow())
                .toArray(FeatureSeries[]::new);
        return new SumWork(() -> {
            double sum = 0;
            for (int q = 0; q < given.questions(); q++) {
                FeatureSeries of = series[given.symbol(q)];
                int row = of.find(given.time(q), given.time(q));
                for (int field = 0; field < MinuteRows.FIELDS; field++) {
                    sum += of.float64(row, field);
                }
            }
            return sum;
        });
    }

    private static Work search(MinuteRows given) {
        double[][] values = given.rowMajor();
        long[][] times = new long[MinuteRows.SYMBOLS][];
        for (int symbol = 0; symbol < times.length; symbol++) {
            times[symbol] = given.timesOfRows();
        }
        return new SumWork(() -> {
            double sum = 0;
            for (int q = 0; q < given.questions(); q++) {
                int symbol = given.symbol(q);
                int row = last(times[symbol], given.time(q));
                double[] of = values[symbol];
                for (int i = row * MinuteRows.FIELDS; i < (row + 1) * MinuteRows.FIELDS; i++) {
                    sum += of[i];
                }
            }
            return sum;
        });
    }

    private static int last(long[] times, long time) {
        int low = 0;
        int high = times.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (times[middle] <= time) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static Work duckDb(MinuteRows given) throws SQLException {
        Duck duck = new Duck(2);
        String fields = Duck.fields("", MinuteRows.FIELDS, " DOUBLE, ") + " DOUBLE";
        duck.fill("rows", "number INTEGER, time BIGINT, " + fields, to -> {
            for (int of = 0; of < MinuteRows.SYMBOLS; of++) {
                for (int row = 0; row < given.perSymbol(); row++) {
                    to.beginRow();
                    to.append(of);
                    to.append(MinuteRows.timeOf(row));
                    for (int field = 0; field < MinuteRows.FIELDS; field++) {
                        to.append(MinuteRows.value(of, row, field));
                    }
                    to.endRow();
                }
            }
        });
        PreparedStatement last = duck.connection()
                .prepareStatement("SELECT " + Duck.fields("", MinuteRows.FIELDS, " + ")
                        + " FROM rows WHERE number = ? AND time <= ? ORDER BY time DESC LIMIT 1");
        int some = 200;
        Work answers = new SumWork(
                () -> {
                    double sum = 0;
                    for (int q = 0; q < some; q++) {
                        last.setInt(1, given.symbol(q));
                        last.setLong(2, given.time(q));
                        try (ResultSet row = last.executeQuery()) {
                            row.next();
                            sum += row.getDouble(1);
                        }
                    }
                    return sum;
                },
                duck,
                last);
        return new FewerWork(answers, some);
    }
}
