package dev.barque.ops.maintenance.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.ops.checks.Server;
import dev.barque.ops.checks.jdbc.Urls;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceListener;
import dev.barque.ops.maintenance.MaintenanceReport;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.MaintenanceTasks;
import dev.barque.ops.maintenance.PlannedStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real databases: a DuckDB file, an H2, and a PostgreSQL that this test starts where one is installed. */
class DatabaseTasksTest {
    @TempDir
    private Path home;

    @Test
    void the_log_of_a_duckdb_file_is_moved_into_it() throws SQLException {
        Path file = home.resolve("host.duckdb");
        Path log = home.resolve("host.duckdb.wal");
        try (Connection host = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            execute(host, "CREATE TABLE bars AS SELECT range AS n FROM range(1000)", "INSERT INTO bars VALUES (7)");
            assertThat(log).isNotEmptyFile();
            MaintenanceContext context = context("jdbc:duckdb:" + file);

            assertThat(steps(new DuckDbCheckpoint(), context)).containsExactly("DuckDB file " + file);
            assertThat(log).isNotEmptyFile();
            MaintenanceReport done = apply(new DuckDbCheckpoint(), context);

            assertThat(done.isComplete()).isTrue();
            assertThat(done.bytes()).isPositive();
            assertThat(steps(new DuckDbCheckpoint(), context)).isEmpty();
            assertThat(number(host, "SELECT count(*) FROM bars")).isEqualTo(1001);
        }
    }

    @Test
    void a_database_of_another_kind_is_refused_by_name() {
        MaintenanceContext h2 = context("jdbc:h2:mem:other");

        assertThatThrownBy(() -> steps(new DuckDbCheckpoint(), h2)).hasMessageContaining("it is H2. Expected DuckDB");
        assertThatThrownBy(() -> steps(new DatabaseUpkeep(), context("jdbc:duckdb:")))
                .hasMessageContaining("it is DuckDB. Expected PostgreSQL or H2");
    }

    @Test
    void a_database_that_does_not_answer_is_an_error_with_its_name() {
        assertThatThrownBy(() -> steps(new DatabaseUpkeep(), context("jdbc:h2:/nowhere/at/all;IFEXISTS=TRUE")))
                .hasMessageContaining("the database 'host'")
                .hasMessageContaining("plan again");
    }

    @Test
    void an_h2_is_analyzed() throws SQLException {
        String url = "jdbc:h2:mem:host;ANALYZE_AUTO=0";
        try (Connection host = DriverManager.getConnection(url)) {
            execute(
                    host,
                    "CREATE TABLE trades(side INT)",
                    "INSERT INTO trades SELECT MOD(x, 2) FROM SYSTEM_RANGE(1, 5000)");
            String selectivity = "SELECT selectivity FROM information_schema.columns WHERE table_name = 'TRADES'";
            long before = number(host, selectivity);

            assertThat(apply(new DatabaseUpkeep(), context(url)).isComplete()).isTrue();

            assertThat(number(host, selectivity)).isNotEqualTo(before);
        }
    }

    @Test
    void dead_rows_of_a_real_postgresql_are_vacuumed() throws Exception {
        Path initdb = Server.installed("PostgreSQL", programs());
        Path cluster = Files.createTempDirectory(Path.of("/tmp"), "barque-pg");
        Path log = Files.createTempFile("postgres", ".log");
        List<String> asUser = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // It refuses to run as root; Debian's package makes this user.
            asUser.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
            Server.run(log, "chown", "postgres:postgres", cluster.toString());
        }
        Path data = cluster.resolve("data");
        Server.run(log, command(asUser, initdb, "-D", data, "-U", "barque", "-A", "trust", "-N"));
        int port = Server.freePort();
        List<String> server = List.of(command(
                asUser,
                initdb.resolveSibling("postgres"),
                "-D",
                data,
                "-p",
                port,
                "-h",
                "127.0.0.1",
                "-k",
                cluster,
                "-c",
                "fsync=off",
                "-c",
                "autovacuum=off"));
        try (Server running = Server.started(server, log, port)) {
            assertThat(running).isNotNull();
            vacuums("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=barque&connectTimeout=20");
        } finally {
            Server.run(Files.createTempFile("rm", ".log"), "rm", "-rf", cluster.toString());
        }
    }

    private void vacuums(String url) throws Exception {
        try (Connection host = connected(url)) {
            execute(
                    host,
                    "CREATE TABLE \"Odd \"\"name\"(n INT)",
                    "CREATE TABLE calm(n INT)",
                    "INSERT INTO \"Odd \"\"name\" SELECT generate_series(1, 5000)",
                    "DELETE FROM \"Odd \"\"name\" WHERE n > 100",
                    "SELECT pg_stat_force_next_flush()");
            MaintenanceContext context = context(url);
            String where = "table public.\"Odd \"\"name\"";
            for (int i = 0; i < 100 && steps(new DatabaseUpkeep(), context).isEmpty(); i++) {
                Thread.sleep(50);
            }
            assertThat(steps(new DatabaseUpkeep(), context)).containsExactly(where);

            assertThat(apply(new DatabaseUpkeep(), context).isComplete()).isTrue();

            for (int i = 0; i < 100 && !steps(new DatabaseUpkeep(), context).isEmpty(); i++) {
                Thread.sleep(50);
            }
            assertThat(steps(new DatabaseUpkeep(), context)).isEmpty();
            assertThat(number(host, "SELECT vacuum_count FROM pg_stat_user_tables WHERE relname LIKE 'Odd%'"))
                    .isEqualTo(1);
            assertThat(number(host, "SELECT count(*) FROM \"Odd \"\"name\"")).isEqualTo(100);
        }
    }

    /** It accepts connections a moment before it answers them. */
    private static Connection connected(String url) throws Exception {
        SQLException last = null;
        for (int i = 0; i < 200; i++) {
            try {
                return DriverManager.getConnection(url);
            } catch (SQLException e) {
                last = e;
                Thread.sleep(50);
            }
        }
        throw new AssertionError("the server does not answer", last);
    }

    private MaintenanceContext context(String url) {
        return MaintenanceContext.builder(home, Clock.fixed(Instant.parse("2025-11-04T21:00:00Z"), ZoneOffset.UTC))
                .with(MaintainedDatabase.class, new MaintainedDatabase("host", new Urls(url)))
                .build();
    }

    private static List<String> steps(MaintenanceTask task, MaintenanceContext context) {
        return MaintenanceTasks.of(List.of(task)).plan(task.descriptor().id(), context).steps().stream()
                .map(PlannedStep::where)
                .toList();
    }

    private static MaintenanceReport apply(MaintenanceTask task, MaintenanceContext context) {
        return MaintenanceTasks.of(List.of(task)).apply(task.descriptor().id(), context, new MaintenanceListener() {});
    }

    private static void execute(Connection connection, String... commands) throws SQLException {
        for (String command : commands) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(command);
            }
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            assertThat(found.next()).isTrue();
            return found.getLong(1);
        }
    }

    private static Stream<Path> programs() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(versions)) {
            try (Stream<Path> each = Files.list(versions)) {
                each.sorted().map(version -> version.resolve("bin/initdb")).forEach(found::add);
            }
        }
        found.add(Path.of("/usr/bin/initdb"));
        found.add(Path.of("/usr/local/bin/initdb"));
        return found.stream();
    }

    private static String[] command(List<String> asUser, Object... rest) {
        return Stream.concat(asUser.stream(), Stream.of(rest).map(Object::toString))
                .toArray(String[]::new);
    }
}
