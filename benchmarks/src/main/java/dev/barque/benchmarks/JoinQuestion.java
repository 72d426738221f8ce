package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Bar;
import dev.barque.benchmarks.contest.Question;
import dev.barque.benchmarks.contest.Role;
import dev.barque.benchmarks.contest.Unit;
import dev.barque.benchmarks.contest.Work;
import dev.barque.store.asof.AsOfJoin;
import dev.barque.store.asof.Spine;
import java.sql.SQLException;

/** As-of joins in memory. */
final class JoinQuestion {
    private static final String COLUMNS = "into primitive columns";

    private JoinQuestion() {}

    static Question<MinuteRows> question() {
        return Question.about(
                        "join",
                        MinuteRows.class,
                        (dose, scratch) ->
                                MinuteRows.byTime(scratch, dose.of(10_000_000, 200_000), dose.of(1_000_000, 50_000)))
                .asks(
                        "How many questions a second does an as-of join in memory answer?",
                        "1,000,000 questions by time about 100 symbols, 10,000,000 rows of 8 doubles, the sum of all values of"
                                + " the matches. QuestDB knows symbols as text, the others by number.")
                .counts(Unit.QUESTIONS, MinuteRows::questions)
                .expects(MinuteRows::expected)
                .jvm("-Xmx6g")
                .ours("sum of the matches", JoinQuestion::sum)
                .ours(COLUMNS, given -> {
                    AsOfJoin join = AsOfJoin.with(given.table());
                    Spine spine = given.spine();
                    return new ColumnsWork(MinuteRows.FIELDS, () -> join.columns(spine));
                })
                .line(COLUMNS + ", 2 threads", Role.OURS, 2, given -> {
                    AsOfJoin join = AsOfJoin.with(given.table());
                    Spine spine = given.spine();
                    Pool pool = new Pool(2);
                    return new ColumnsWork(
                            MinuteRows.FIELDS,
                            () -> join.parallel(pool.threads(), 8).columns(spine),
                            pool);
                })
                .line(Duck.NAME, Role.PEER, 1, given -> duckDb(given, 1, "number"))
                .line(Duck.NAME, Role.PEER, 2, given -> duckDb(given, 2, "number"))
                .limit("loop over arrays, forward only", JoinQuestion::loop)
                .bar(new Bar.AtMost("sum of the matches", Unit.QUESTIONS, 100))
                .bar(new Bar.AtMost(COLUMNS, Unit.QUESTIONS, 1_000 / 9.0))
                .bar(new Bar.AheadOfPeers(1))
                .build();
    }

    private static Work sum(MinuteRows given) {
        AsOfJoin join = AsOfJoin.with(given.table());
        Spine spine = given.spine();
        return new SumWork(() -> {
            double[] sum = {0};
            join.each(spine, (question, series, row) -> {
                double of = 0;
                for (int field = 0; field < MinuteRows.FIELDS; field++) {
                    of += series.float64(row, field);
                }
                sum[0] += of;
            });
            return sum[0];
        });
    }

    /** Knows that questions come by time, so that each symbol's place only goes forward. */
    private static Work loop(MinuteRows given) {
        double[][] values = given.rowMajor();
        long[][] times = new long[MinuteRows.SYMBOLS][];
        for (int symbol = 0; symbol < times.length; symbol++) {
            times[symbol] = given.timesOfRows();
        }
        return new SumWork(() -> {
            int[] at = new int[MinuteRows.SYMBOLS];
            double sum = 0;
            for (int q = 0; q < given.questions(); q++) {
                int symbol = given.symbol(q);
                long[] ofSymbol = times[symbol];
                long time = given.time(q);
                int row = at[symbol];
                while (row + 1 < ofSymbol.length && ofSymbol[row + 1] <= time) {
                    row++;
                }
                at[symbol] = row;
                double[] of = values[symbol];
                for (int i = row * MinuteRows.FIELDS; i < (row + 1) * MinuteRows.FIELDS; i++) {
                    sum += of[i];
                }
            }
            return sum;
        });
    }

    private static Work duckDb(MinuteRows given, int threads, String symbol) throws SQLException {
        Duck duck = new Duck(threads);
        String fields = Duck.fields("", MinuteRows.FIELDS, " DOUBLE, ") + " DOUBLE";
        duck.fill("rows", symbol + " INTEGER, time BIGINT, " + fields, to -> {
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
        duck.fill("spine", symbol + " INTEGER, time BIGINT", to -> {
            for (int q = 0; q < given.questions(); q++) {
                to.beginRow();
                to.append(given.symbol(q));
                to.append(given.time(q));
                to.endRow();
            }
        });
        String sql = "SELECT sum(" + Duck.fields("r.", MinuteRows.FIELDS, " + ")
                + ") FROM spine s ASOF JOIN rows r ON s." + symbol + " = r." + symbol + " AND s.time >= r.time";
        return new SumWork(() -> duck.number(sql), duck);
    }
}
