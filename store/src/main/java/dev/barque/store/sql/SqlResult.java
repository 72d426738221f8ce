package dev.barque.store.sql;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.sql.SqlValues;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an answer, which stands before the first one at first. All of it was computed before it was returned, in DuckDB's
 * memory. Not safe for use by several threads; close it.
 */
public final class SqlResult implements AutoCloseable {
    private final ResultSet rows;
    private final List<Column> columns;

    /**
     * A column.
     *
     * @param name as the statement calls it
     * @param type as DuckDB calls it, such as {@code TIMESTAMP WITH TIME ZONE}
     */
    public record Column(String name, String type) {}

    SqlResult(ResultSet rows) {
        this.rows = rows;
        try {
            ResultSetMetaData meta = rows.getMetaData();
            List<Column> found = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                found.add(new Column(meta.getColumnLabel(i), meta.getColumnTypeName(i)));
            }
            columns = List.copyOf(found);
        } catch (SQLException e) {
            throw StoreErrors.sqlFailed(String.valueOf(e.getMessage()), e);
        }
    }

    /** The columns in their order. */
    public List<Column> columns() {
        return columns;
    }

    /** Goes to the next row; false when there is none. */
    public boolean next() {
        try {
            return rows.next();
        } catch (SQLException e) {
            throw StoreErrors.sqlFailed(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The value in a column, from 0: Long, BigInteger, Double, BigDecimal, Boolean, String, Instant (of TIMESTAMP WITH TIME ZONE),
     * LocalDateTime, LocalDate, LocalTime, byte[], List, Map (of STRUCT and MAP, in order), null; what is none of these as DuckDB's
     * driver gives it.
     */
    public @Nullable Object value(int column) {
        try {
            return SqlValues.of(rows, column + 1, columns.get(column).type());
        } catch (SQLException e) {
            throw StoreErrors.sqlFailed(String.valueOf(e.getMessage()), e);
        }
    }

    /** The values of the row. */
    public List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            values.add(value(i));
        }
        return values;
    }

    /** The same rows for tools that speak JDBC. Times in it are best asked for as {@link java.time.OffsetDateTime}. */
    public ResultSet resultSet() {
        return rows;
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (SQLException e) {
            throw StoreErrors.sqlFailed(String.valueOf(e.getMessage()), e);
        }
    }
}
