package dev.barque.store.internal.sql;

import dev.barque.store.internal.StoreErrors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets one statement through that reads, and nothing else. DuckDB's own parser says what a statement is made of: files that may be
 * read may also be written by {@code COPY}, which a common table expression can hold, and table functions run texts as statements.
 */
final class ReadOnlySql {
    private static final Pattern EXPLAIN = Pattern.compile("(?is)\\s*explain(\\s+analyze)?\\s+(.*)");
    private static final Pattern NODE = Pattern.compile("\"type\":\"([A-Z_]*NODE)\"");
    private static final Pattern FUNCTION = Pattern.compile("\"function_name\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Set<String> READING =
            Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");
    private static final Set<String> HARMLESS = Set.of(
            "generate_series",
            "histogram",
            "histogram_values",
            "json_each",
            "json_tree",
            "pragma_show",
            "pragma_table_info",
            "pragma_version",
            "query_table",
            "range",
            "repeat",
            "repeat_row",
            "summary",
            "unnest");

    /** Table functions of DuckDB that do more than to compute or to tell what there is. */
    private final Set<String> forbidden = new HashSet<>();

    ReadOnlySql(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet functions =
                        statement.executeQuery("SELECT DISTINCT lower(function_name) FROM duckdb_functions()"
                                + " WHERE internal AND function_type NOT IN ('scalar', 'aggregate', 'macro')")) {
            while (functions.next()) {
                String name = functions.getString(1);
                if (!HARMLESS.contains(name) && !name.startsWith("duckdb_")) {
                    forbidden.add(name);
                }
            }
        }
    }

    /** Throws {@code store.sql-failed} for what cannot be parsed, {@code store.sql-refused} for anything but one reading statement. */
    void require(Connection connection, String sql) throws SQLException {
        Matcher explained = EXPLAIN.matcher(sql);
        String reading = explained.matches() ? explained.group(2) : sql;
        try (PreparedStatement parse = connection.prepareStatement(
                "SELECT j ->> '$.error_type', j ->> '$.error_message', coalesce(json_array_length(j, '$.statements'), 0), j"
                        + " FROM (SELECT json_serialize_sql(CAST(? AS VARCHAR)) AS j)")) {
            parse.setString(1, reading);
            try (ResultSet parsed = parse.executeQuery()) {
                parsed.next();
                String problem = parsed.getString(1);
                if (problem != null) {
                    String message = parsed.getString(2);
                    throw message.startsWith("Only SELECT")
                            ? StoreErrors.sqlRefused("it is no SELECT")
                            : StoreErrors.sqlFailed("Parser Error: " + message, null);
                }
                if (parsed.getLong(3) != 1) {
                    throw StoreErrors.sqlRefused("it holds " + parsed.getLong(3) + " statements");
                }
                requireReading(parsed.getString(4));
            }
        }
    }

    private void requireReading(String tree) {
        Matcher node = NODE.matcher(tree);
        while (node.find()) {
            if (!READING.contains(node.group(1))) {
                throw StoreErrors.sqlRefused("it holds a "
                        + node.group(1).replaceAll("_(QUERY_)?NODE", "").replace('_', ' '));
            }
        }
        Matcher function = FUNCTION.matcher(tree);
        while (function.find()) {
            String name = function.group(1).toLowerCase(Locale.ROOT);
            if (forbidden.contains(name)) {
                throw StoreErrors.sqlRefused("it calls " + name + ", which is not for reading the views");
            }
        }
    }
}
