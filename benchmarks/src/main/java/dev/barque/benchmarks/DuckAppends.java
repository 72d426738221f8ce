package dev.barque.benchmarks;

import dev.barque.benchmarks.contest.Work;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;

/** DuckDB with a database on disk: a prepared insert for each row, which it commits and syncs. It has no commit without a sync. */
final class DuckAppends implements Work {
    private final AppendRows given;
    private final int rows;
    private final Connection connection;
    private final PreparedStatement insert;
    private int run = -1;

    DuckAppends(AppendRows given, int rows) throws SQLException {
        this.given = given;
        this.rows = rows;
        Path file = given.scratch().resolve("duck.db");
        connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE rows (symbol INTEGER, ts BIGINT, "
                    + Duck.fields("", AppendRows.FIELDS, " DOUBLE, ") + " DOUBLE)");
        }
        insert = connection.prepareStatement(
                "INSERT INTO rows VALUES (" + String.join(", ", Collections.nCopies(AppendRows.FIELDS + 2, "?")) + ")");
    }

    @Override
    public void before() {
        run++;
    }

    @Override
    public void run() throws SQLException {
        for (int row = 0; row < rows; row++) {
            insert.setInt(1, AppendRows.symbol(row));
            insert.setLong(2, given.time(run, row));
            for (int field = 0; field < AppendRows.FIELDS; field++) {
                insert.setDouble(3 + field, AppendRows.value(row, field));
            }
            insert.executeUpdate();
        }
    }

    @Override
    public double checksum() throws SQLException {
        String sum = Duck.fields("", AppendRows.FIELDS, " + ");
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT sum(" + sum + ") FROM rows WHERE ts >= " + given.time(run, 0))) {
            result.next();
            return result.getDouble(1);
        }
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        connection.close();
    }
}
