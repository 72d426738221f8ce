package dev.barque.ops.maintenance.tasks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the tasks about databases share: one connection for each call, and errors that name the database. */
final class Sql {
    private Sql() {}

    /** Uses a connection. */
    @FunctionalInterface
    interface Use<T> {
        T of(Connection connection) throws SQLException;
    }

    /** Takes one value off a row. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    static <T> T with(MaintainedDatabase database, String doing, Use<T> use) {
        try (Connection connection = database.source().getConnection()) {
            return use.of(connection);
        } catch (SQLException e) {
            throw TaskErrors.databaseFailed(database.name(), doing, e);
        }
    }

    static String product(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName();
    }

    static <T> List<T> rows(Connection connection, String query, Row<T> row) throws SQLException {
        List<T> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                all.add(row.of(found));
            }
        }
        return all;
    }

    static void run(Connection connection, String command) throws SQLException {
        // VACUUM and CHECKPOINT refuse to run inside a transaction; a pool may hand out connections that begin one.
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        } finally {
            connection.setAutoCommit(before);
        }
    }
}
