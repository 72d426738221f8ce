package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.AppendRows;
import dev.barque.benchmarks.contest.Work;
import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.CommitMode;
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

/** QuestDB embedded, a table without a write-ahead log, as is fastest for one writer: a commit for each row, synced or not. */
final class QuestAppends implements Work {
    private final AppendRows given;
    private final CairoEngine engine;
    private final SqlExecutionContextImpl context;
    private final TableWriter writer;
    private final String all;
    private int run = -1;

    QuestAppends(AppendRows given, boolean syncs) throws SqlException, IOException {
        this.given = given;
        Path folder = Files.createDirectories(given.scratch().resolve("questdb"));
        engine = new CairoEngine(new DefaultCairoConfiguration(folder.toString()) {
            @Override
            public int getCommitMode() {
                return syncs ? CommitMode.SYNC : CommitMode.NOSYNC;
            }
        });
        context = new SqlExecutionContextImpl(engine, 1).with(AllowAllSecurityContext.INSTANCE, null);
        StringBuilder fields = new StringBuilder();
        StringBuilder sum = new StringBuilder();
        for (int field = 0; field < AppendRows.FIELDS; field++) {
            fields.append(", field_").append(field).append(" double");
            sum.append(field == 0 ? "" : " + ").append("field_").append(field);
        }
        all = sum.toString();
        engine.execute(
                "create table rows (symbol int, ts timestamp" + fields
                        + ") timestamp(ts) partition by month bypass wal",
                context);
        writer = engine.getWriter(engine.verifyTableName("rows"), "append");
    }

    @Override
    public void before() {
        run++;
    }

    @Override
    public void run() {
        for (int row = 0; row < given.rows(); row++) {
            TableWriter.Row to = writer.newRow(given.time(run, row));
            to.putInt(0, AppendRows.symbol(row));
            for (int field = 0; field < AppendRows.FIELDS; field++) {
                to.putDouble(2 + field, AppendRows.value(row, field));
            }
            to.append();
            writer.commit();
        }
    }

    @Override
    public double checksum() throws SqlException {
        long from = given.time(run, 0);
        String sql = "select sum(" + all + ") from rows where ts >= " + from + " and ts < " + given.time(run + 1, 0);
        try (RecordCursorFactory factory = engine.select(sql, context);
                RecordCursor cursor = factory.getCursor(context)) {
            cursor.hasNext();
            return cursor.getRecord().getDouble(0);
        }
    }

    @Override
    public void close() {
        writer.close();
        context.close();
        engine.close();
    }
}
