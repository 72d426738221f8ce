package dev.barque.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** A DuckDB in memory, as its documents advise: filled by its appender, threads set. */
final class Duck implements AutoCloseable {
    /** Its version, for names of lines. */
    static final String NAME = "DuckDB 2.0.0.1";

    private final Connection connection;

    Duck(int threads) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET threads = " + threads);
    }

    /** Fills the table that was just created. */
    @FunctionalInterface
    interface Filler {
        void fill(DuckDBAppender to) throws SQLException;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void fill(String table, String columns, Filler filler) throws SQLException {
        execute("CREATE TABLE " + table + " (" + columns + ")");
        try (DuckDBAppender to = connection.unwrap(DuckDBConnection.class).createAppender("main", table)) {
            filler.fill(to);
        }
    }

    /** The one number of the answer. */
    double number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getDouble(1);
        }
    }

    Connection connection() {
        return connection;
    }

    /** {@code prefix field_0, field_1, ...} joined by a separator. */
    static String fields(String prefix, int count, String separator) {
        StringBuilder text = new StringBuilder();
        for (int field = 0; field < count; field++) {
            text.append(field == 0 ? "" : separator)
                    .append(prefix)
                    .append("field_")
                    .append(field);
        }
        return text.toString();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
