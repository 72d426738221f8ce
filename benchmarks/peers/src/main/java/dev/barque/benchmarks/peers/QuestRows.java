package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.MinuteRows;
import dev.barque.benchmarks.contest.Work;
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

/** QuestDB embedded, filled in the order of time; the sum of all values of the matches of its ASOF JOIN. */
final class QuestRows implements Work {
    private final CairoEngine engine;
    private final SqlExecutionContextImpl context;
    private final String sql;
    private double sum;

    QuestRows(MinuteRows given, String hint) throws SqlException, IOException {
        Path folder = Files.createDirectories(given.scratch().resolve(hint.isEmpty() ? "questdb" : "questdb-hint"));
        engine = new CairoEngine(new DefaultCairoConfiguration(folder.toString()));
        context = new SqlExecutionContextImpl(engine, 1).with(AllowAllSecurityContext.INSTANCE, null);
        StringBuilder fields = new StringBuilder();
        StringBuilder all = new StringBuilder();
        for (int field = 0; field < MinuteRows.FIELDS; field++) {
            fields.append(", field_").append(field).append(" double");
            all.append(field == 0 ? "" : " + ").append("r.field_").append(field);
        }
        engine.execute(
                "create table features (symbol symbol, ts timestamp" + fields + ") timestamp(ts) partition by month",
                context);
        engine.execute("create table spine (symbol symbol, ts timestamp) timestamp(ts) partition by month", context);
        try (TableWriter writer = engine.getWriter(engine.verifyTableName("features"), "load")) {
            for (int row = 0; row < given.perSymbol(); row++) {
                for (int symbol = 0; symbol < MinuteRows.SYMBOLS; symbol++) {
                    TableWriter.Row to = writer.newRow(MinuteRows.timeOf(row));
                    to.putSym(0, "S" + symbol);
                    for (int field = 0; field < MinuteRows.FIELDS; field++) {
                        to.putDouble(2 + field, MinuteRows.value(symbol, row, field));
                    }
                    to.append();
                }
            }
            writer.commit();
        }
        try (TableWriter writer = engine.getWriter(engine.verifyTableName("spine"), "load")) {
            for (int q = 0; q < given.questions(); q++) {
                TableWriter.Row to = writer.newRow(given.time(q));
                to.putSym(0, "S" + given.symbol(q));
                to.append();
            }
            writer.commit();
        }
        sql = "select " + hint + " sum(" + all + ") from spine s asof join features r on (symbol)";
    }

    @Override
    public void run() throws SqlException {
        try (RecordCursorFactory factory = engine.select(sql, context);
                RecordCursor cursor = factory.getCursor(context)) {
            cursor.hasNext();
            sum = cursor.getRecord().getDouble(0);
        }
    }

    @Override
    public double checksum() {
        return sum;
    }

    @Override
    public void close() {
        context.close();
        engine.close();
    }
}
