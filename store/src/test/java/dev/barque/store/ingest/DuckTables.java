package dev.barque.store.ingest;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes tables as another system does. */
final class DuckTables {
    private DuckTables() {}

    /** What a query gives, as a Parquet file of small row groups or, by its name, as CSV. */
    static Path write(Path file, String query, String... before) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET threads = 1");
            for (String one : before) {
                statement.execute(one);
            }
            String options =
                    file.toString().endsWith(".csv") ? "FORMAT csv, HEADER" : "FORMAT parquet, ROW_GROUP_SIZE 2048";
            statement.execute("COPY (" + query + ") TO '" + file + "' (" + options + ")");
        }
        return file;
    }
}
