package dev.barque.store.internal.sql;

import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Symbol;
import dev.barque.store.VerifyFinding;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.feature.FileStamp;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB in memory, with views over the files of a home as they were when it was opened. Safe for use by several threads: statements
 * run one after the other.
 */
public final class SqlDatabase implements AutoCloseable {
    private final Path home;
    private final Map<Path, FileStamp> stamps;
    private final List<VerifyFinding> leftOut;
    private final DuckDBConnection connection;
    private final ReadOnlySql guard;
    private final List<String> views = new ArrayList<>(List.of("bars", "bars_superseded", "decisions", "feature_sets"));
    private long unsealed;
    private long decisions;
    private long spoiltLines;
    private boolean closed;

    private SqlDatabase(SessionSettings settings, HomeScan scan) throws SQLException {
        home = settings.home();
        stamps = scan.stamps();
        leftOut = List.copyOf(scan.leftOut());
        connection = connect();
        try {
            configure(settings);
            features(scan);
            for (String sql : new BarViewSql(scan.barFiles()).statements()) {
                run(sql);
            }
            decisions(settings);
            guard = new ReadOnlySql(connection);
            lock();
        } catch (SQLException | RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    /** Looks at the home and opens DuckDB over it. */
    public static SqlDatabase open(SessionSettings settings) {
        HomeScan scan = HomeScan.of(settings);
        try {
            return new SqlDatabase(settings, scan);
        } catch (SQLException e) {
            throw StoreErrors.sqlCannotOpen(settings.home(), e);
        }
    }

    private static DuckDBConnection connect() throws SQLException {
        try {
            // Not through DriverManager, which asks the class loader of its caller.
            return new DuckDBDriver().connect("jdbc:duckdb:", new Properties()).unwrap(DuckDBConnection.class);
        } catch (LinkageError e) {
            throw StoreErrors.duckDbDoesNotLoad(e);
        }
    }

    private void configure(SessionSettings settings) throws SQLException {
        run("SET threads = " + settings.threads());
        run("SET memory_limit = '" + settings.memoryBytes() + "B'");
        run("SET temp_directory = ''");
        run("SET TimeZone = 'UTC'");
        run("SET autoinstall_known_extensions = false");
        run("SET autoload_known_extensions = false");
        run("SET allow_community_extensions = false");
        run("SET allow_persistent_secrets = false");
    }

    /** From here on nothing is read but the files that were checked, and nothing of this can be changed. */
    private void lock() throws SQLException {
        List<String> allowed = new ArrayList<>();
        for (Path file : stamps.keySet()) {
            allowed.add(SqlNames.path(file));
            if (!SqlNames.pattern(file).equals(SqlNames.path(file))) {
                allowed.add(SqlNames.pattern(file)); // DuckDB asks whether the pattern is allowed too
            }
        }
        run("SET allowed_paths = " + SqlNames.list(allowed));
        run("SET enable_external_access = false");
        run("SET lock_configuration = true");
    }

    private void features(HomeScan scan) throws SQLException {
        run("CREATE TABLE feature_sets (version VARCHAR, view_name VARCHAR, as_of_macro VARCHAR, join_macro VARCHAR,"
                + " look_back VARCHAR, sealed_rows BIGINT, unsealed_rows BIGINT)");
        List<SetPart> parts = scan.featureSets();
        Map<FeatureSetId, String> names =
                SqlNames.views(parts.stream().map(part -> part.set().id()).toList());
        for (SetPart part : parts) {
            String view = String.valueOf(names.get(part.set().id()));
            FeatureViewSql sql = new FeatureViewSql(view, part);
            run(sql.staging());
            RowLoader.rows(connection, part.unsealed());
            run(sql.unsealed());
            run("DROP TABLE " + FeatureViewSql.stagingName());
            run(sql.view());
            run(sql.asOf());
            run(sql.join());
            unsealed += part.unsealed().size();
            views.add(view);
            String lookback = part.set().lookback() instanceof Lookback.MaxAge age
                    ? age.maxAge().toString()
                    : "same date";
            run("INSERT INTO feature_sets VALUES ("
                    + SqlNames.text(part.set().id().value()) + ", " + SqlNames.text(view) + ", "
                    + SqlNames.text(view + "_as_of") + ", " + SqlNames.text(view + "_join") + ", "
                    + SqlNames.text(lookback)
                    + ", " + part.sealedRows() + ", " + part.unsealed().size() + ")");
        }
    }

    private void decisions(SessionSettings settings) throws SQLException {
        run(DecisionSql.staging());
        RowLoader.lines(connection, settings);
        spoiltLines = number(DecisionSql.spoilt());
        run(DecisionSql.table());
        run("DROP TABLE " + SqlNames.quoted(DecisionSql.STAGING));
        decisions = number("SELECT count(*) FROM decisions");
    }

    /** The rows of a reading statement, all computed; closing them lets go of everything. */
    public synchronized ResultSet query(String sql, List<?> parameters) {
        requireOpen();
        requireSameFiles();
        try {
            guard.require(connection, sql);
            ResultSet rows = execute(sql, parameters);
            requireSameFiles();
            return rows;
        } catch (SQLException e) {
            requireSameFiles(); // a file that was replaced is a better reason than what DuckDB made of it
            throw StoreErrors.sqlFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private ResultSet execute(String sql, List<?> parameters) throws SQLException {
        run("BEGIN TRANSACTION READ ONLY");
        @Nullable PreparedStatement statement = null;
        try {
            statement = connection.prepareStatement(sql);
            int wanted = statement.getParameterMetaData().getParameterCount();
            if (wanted != parameters.size()) {
                throw StoreErrors.sqlFailed(
                        "it has " + wanted + (wanted == 1 ? " parameter" : " parameters") + " but " + parameters.size()
                                + " were given",
                        null);
            }
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, forDuckDb(parameters.get(i)));
            }
            statement.closeOnCompletion();
            return statement.executeQuery();
        } catch (SQLException | RuntimeException e) {
            if (statement != null) {
                statement.close();
            }
            throw e;
        } finally {
            run("ROLLBACK");
        }
    }

    private static @Nullable Object forDuckDb(@Nullable Object parameter) {
        if (parameter instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return parameter instanceof Symbol || parameter instanceof FeatureSetId ? parameter.toString() : parameter;
    }

    /** Files are replaced by rename: as long as each looks the same, DuckDB reads the bytes that were checked. */
    private void requireSameFiles() {
        for (Map.Entry<Path, FileStamp> file : stamps.entrySet()) {
            try {
                if (!FileStamp.of(file.getKey()).equals(Optional.of(file.getValue()))) {
                    throw StoreErrors.sqlOutdated(file.getKey());
                }
            } catch (IOException e) {
                throw StoreErrors.cannotRead(file.getKey(), e);
            }
        }
    }

    /** Throws {@code store.closed} after {@link #close}. */
    public synchronized void requireOpen() {
        if (closed) {
            throw StoreErrors.sqlClosed(home);
        }
    }

    /** The views and tables that there are. */
    public List<String> views() {
        return List.copyOf(views);
    }

    /** How many files were checked and may be read. */
    public int files() {
        return stamps.size();
    }

    /** How many rows are in the log only. */
    public long unsealedRows() {
        return unsealed;
    }

    /** How many decisions there are. */
    public long decisions() {
        return decisions;
    }

    /** How many lines of the decision log are no decisions. */
    public long spoiltLines() {
        return spoiltLines;
    }

    /** What could not be read. */
    public List<VerifyFinding> leftOut() {
        return leftOut;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            connection.close();
        } catch (SQLException e) {
            throw StoreErrors.sqlFailed(String.valueOf(e.getMessage()), e);
        }
    }
}
