package dev.barque.store.internal.sql;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.core.time.UtcMicros;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Fills tables of DuckDB from Java. */
final class RowLoader {
    private RowLoader() {}

    /** Rows of the log into the staging table of their set. */
    static void rows(DuckDBConnection to, List<FeatureRow> rows) throws SQLException {
        try (DuckDBAppender appender = to.createAppender("temp", "main", "@staging")) {
            for (FeatureRow row : rows) {
                appender.beginRow()
                        .append(row.symbol().value())
                        .append((int) UtcMicros.utcDate(row.eventMicros()).toEpochDay())
                        .append(row.eventMicros())
                        .append(row.knownMicros())
                        .append(row.ingestedMicros())
                        .append(row.sequence());
                FeatureSchema schema = row.schema();
                for (int field = 0; field < schema.size(); field++) {
                    append(appender, row, field);
                }
                appender.endRow();
            }
        }
    }

    private static void append(DuckDBAppender to, FeatureRow row, int field) throws SQLException {
        if (row.isNull(field)) {
            to.appendNull();
            return;
        }
        switch (row.schema().field(field).type()) {
            case FLOAT64 -> to.append(row.float64(field));
            case INT64 -> to.append(row.int64(field));
            case BOOL -> to.append(row.bool(field));
            case STRING -> to.append(row.string(field));
            case FLOAT64_LIST -> {
                double[] values = new double[row.length(field)];
                for (int i = 0; i < values.length; i++) {
                    values[i] = row.float64(field, i);
                }
                to.append(values);
            }
            case STRING_LIST -> {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < row.length(field); i++) {
                    values.add(row.string(field, i));
                }
                to.append(values);
            }
            case INTERVAL_LIST -> {
                double[] ends = new double[2 * row.length(field)];
                for (int i = 0; i < ends.length / 2; i++) {
                    ends[2 * i] = row.lo(field, i);
                    ends[2 * i + 1] = row.hi(field, i);
                }
                to.append(ends);
            }
        }
    }

    /** The lines of the decision log into their staging table. */
    static void lines(DuckDBConnection to, SessionSettings settings) throws SQLException {
        try (DuckDBAppender appender = to.createAppender("temp", "main", DecisionSql.STAGING)) {
            DecisionSql.each(settings, (date, line) -> {
                try {
                    appender.beginRow()
                            .append((int) date.toEpochDay())
                            .append(line)
                            .endRow();
                } catch (SQLException e) {
                    throw new LoadingException(e);
                }
            });
        } catch (LoadingException e) {
            throw e.cause;
        }
    }

    /** Carries what the appender throws through a listener. */
    private static final class LoadingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial")
        private final SQLException cause;

        LoadingException(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
