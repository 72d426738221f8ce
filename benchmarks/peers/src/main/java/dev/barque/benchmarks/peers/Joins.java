package dev.barque.benchmarks.peers;

import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.store.asof.AsOfJoin;
import dev.barque.store.asof.FeatureTable;
import dev.barque.store.asof.JoinedColumns;
import dev.barque.store.asof.Spine;
import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.DefaultCairoConfiguration;
import io.questdb.cairo.TableWriter;
import io.questdb.cairo.security.AllowAllSecurityContext;
import io.questdb.cairo.sql.RecordCursor;
import io.questdb.cairo.sql.RecordCursorFactory;
import io.questdb.griffin.SqlException;
import io.questdb.griffin.SqlExecutionContextImpl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A million questions by time, each answered with the last row of its symbol, and the sum of all values of all answers. DuckDB stands
 * beside ours in {@code AsOfJoins}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx6g", "--add-opens=java.base/java.nio=ALL-UNNAMED"})
public class Joins {
    private static final int QUESTIONS = 1_000_000;

    /** What all are asked. */
    @State(Scope.Benchmark)
    public static class Asked {
        /** How many rows there are. */
        @Param("10000000")
        public int rows;

        Rows all = new Rows(Rows.SYMBOLS);
        int[] symbol = {};
        long[] time = {};
        double expected;

        /** Makes the questions and the right answer. */
        @Setup(Level.Trial)
        public void make() {
            all = new Rows(rows);
            symbol = Arrays.copyOf(all.symbol, QUESTIONS);
            time = Arrays.copyOf(all.time, QUESTIONS);
            Arrays.sort(time);
            expected = 0;
            for (int i = 0; i < QUESTIONS; i++) {
                int row = (int) ((time[i] - Rows.START) / Rows.STEP);
                for (int field = 0; field < Rows.FIELDS; field++) {
                    expected += all.value(symbol[i], row, field);
                }
            }
        }

        double right(double sum) {
            if (Math.abs(sum - expected) > 1e-9 * expected) {
                throw new IllegalStateException("the sum is " + sum + " instead of " + expected);
            }
            return sum;
        }
    }

    /** Rows in a table of ours. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init")
    public static class OurRows {
        private AsOfJoin join;
        private Spine spine;

        /** Fills it. */
        @Setup(Level.Trial)
        public void fill(Asked asked) {
            FeatureSchema.Builder schema = FeatureSchema.builder();
            for (int field = 0; field < Rows.FIELDS; field++) {
                schema.float64("field_" + field, "1");
            }
            FeatureSet set =
                    new FeatureSet(FeatureSetId.of("v1"), schema.build(), Lookback.atMost(Duration.ofDays(36_500)));
            FeatureTable.Builder table = FeatureTable.builder(set, FeatureTable.scalars(set));
            List<Symbol> symbols = Rows.symbols();
            Rows rows = asked.all;
            for (int symbol = 0; symbol < symbols.size(); symbol++) {
                FeatureTable.Rows to = table.rows(symbols.get(symbol)).reserve(rows.perSymbol);
                for (int row = 0; row < rows.perSymbol; row++) {
                    int at = to.add(rows.time(row), rows.time(row));
                    for (int field = 0; field < Rows.FIELDS; field++) {
                        to.float64(at, field, rows.value(symbol, row, field));
                    }
                }
            }
            join = AsOfJoin.with(table.build());
            spine = Spine.of(symbols, asked.symbol, asked.time);
        }
    }

    /** Rows in QuestDB, embedded. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init")
    public static class QuestRows {
        private Path folder = Path.of("");
        private CairoEngine engine;
        private SqlExecutionContextImpl context;

        /** Fills it in the order of time. */
        @Setup(Level.Trial)
        public void fill(Asked asked) throws Exception {
            folder = Files.createTempDirectory("questdb");
            engine = new CairoEngine(new DefaultCairoConfiguration(folder.toString()));
            context = new SqlExecutionContextImpl(engine, 1).with(AllowAllSecurityContext.INSTANCE, null);
            StringBuilder fields = new StringBuilder();
            for (int field = 0; field < Rows.FIELDS; field++) {
                fields.append(", field_").append(field).append(" double");
            }
            engine.execute(
                    "create table features (symbol symbol, ts timestamp" + fields + ") timestamp(ts) partition by day",
                    context);
            engine.execute("create table spine (symbol symbol, ts timestamp) timestamp(ts) partition by day", context);
            Rows rows = asked.all;
            try (TableWriter writer = engine.getWriter(engine.verifyTableName("features"), "load")) {
                for (int row = 0; row < rows.perSymbol; row++) {
                    for (int symbol = 0; symbol < Rows.SYMBOLS; symbol++) {
                        TableWriter.Row to = writer.newRow(rows.time(row));
                        to.putSym(0, "S" + symbol);
                        for (int field = 0; field < Rows.FIELDS; field++) {
                            to.putDouble(2 + field, rows.value(symbol, row, field));
                        }
                        to.append();
                    }
                }
                writer.commit();
            }
            try (TableWriter writer = engine.getWriter(engine.verifyTableName("spine"), "load")) {
                for (int i = 0; i < asked.time.length; i++) {
                    TableWriter.Row to = writer.newRow(asked.time[i]);
                    to.putSym(0, "S" + asked.symbol[i]);
                    to.append();
                }
                writer.commit();
            }
        }

        double sum(String hint) throws SqlException {
            StringBuilder sql = new StringBuilder("select ").append(hint).append(" sum(");
            for (int field = 0; field < Rows.FIELDS; field++) {
                sql.append(field == 0 ? "" : " + ").append("r.field_").append(field);
            }
            sql.append(") from spine s asof join features r on (symbol)");
            try (RecordCursorFactory factory = engine.select(sql, context);
                    RecordCursor cursor = factory.getCursor(context)) {
                cursor.hasNext();
                return cursor.getRecord().getDouble(0);
            }
        }

        /** Closes it and takes it away. */
        @TearDown(Level.Trial)
        public void close() throws IOException {
            context.close();
            engine.close();
            Folders.delete(folder);
        }
    }

    /** Ours, nothing kept but the sum. */
    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public double barque(Asked asked, OurRows rows) {
        double[] sum = {0};
        rows.join.each(rows.spine, (question, series, row) -> {
            double of = 0;
            for (int field = 0; field < Rows.FIELDS; field++) {
                of += series.float64(row, field);
            }
            sum[0] += of;
        });
        return asked.right(sum[0]);
    }

    /** Ours, all answers in primitive columns, and their sum. */
    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public double barqueColumns(Asked asked, OurRows rows) {
        JoinedColumns joined = rows.join.columns(rows.spine);
        double sum = 0;
        for (int field = 0; field < Rows.FIELDS; field++) {
            for (double value : joined.float64(field)) {
                sum += value;
            }
        }
        return asked.right(sum);
    }

    /** QuestDB. */
    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public double questDb(Asked asked, QuestRows rows) throws Exception {
        return asked.right(rows.sum(""));
    }

    /** QuestDB, told that questions are dense. */
    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public double questDbDense(Asked asked, QuestRows rows) throws Exception {
        return asked.right(rows.sum("/*+ asof_dense(s r) */"));
    }
}
