package dev.barque.ops.checks.jdbc;

import static dev.barque.ops.checks.Asked.healthy;
import static dev.barque.ops.checks.Asked.unhealthy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.Asked;
import dev.barque.ops.checks.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real PostgreSQL that this test starts. */
class PostgresTest {
    private static final DatabaseAnswers CHECK =
            new DatabaseAnswers().within(Duration.ofSeconds(20), Duration.ofSeconds(20));

    private static @Nullable Path cluster;
    private static @Nullable Server server;
    private static int port;

    @BeforeAll
    static void start_a_server() throws Exception {
        Path initdb = Server.installed("PostgreSQL", programs());
        cluster = Files.createTempDirectory(Path.of("/tmp"), "barque-pg");
        Path log = Files.createTempFile("postgres", ".log");
        List<String> asUser = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // It refuses to run as root; Debian's package makes this user.
            asUser.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
            Server.run(log, "chown", "postgres:postgres", cluster.toString());
        }
        Path data = cluster.resolve("data");
        Server.run(log, command(asUser, initdb.toString(), "-D", data, "-U", "barque", "-A", "trust", "-N"));
        Files.writeString(log, "");
        port = Server.freePort();
        server = Server.started(
                List.of(command(
                        asUser,
                        initdb.resolveSibling("postgres").toString(),
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
                        "max_connections=8",
                        "-c",
                        "superuser_reserved_connections=0")),
                log,
                port);
        // It accepts connections a moment before it answers them.
        for (int i = 0; i < 200 && !run(CHECK, url()).isHealthy(); i++) {
            Thread.sleep(50);
        }
    }

    @AfterAll
    static void stop_it() throws Exception {
        if (server != null) {
            server.close();
        }
        if (cluster != null) {
            Server.run(Files.createTempFile("rm", ".log"), "rm", "-rf", cluster.toString());
        }
    }

    @Test
    void a_server_that_answers_is_healthy() {
        healthy(run(CHECK, url()));
        healthy(run(CHECK.asking("SELECT count(*) > 0 FROM pg_database", "t"), url()));
    }

    @Test
    void another_answer_than_the_expected_one_is_unhealthy() {
        assertThat(unhealthy(run(CHECK.asking("SELECT 2", "1"), url())))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.observed()).isEqualTo("2");
                    assertThat(found.expected()).isEqualTo("1");
                });
    }

    @Test
    void a_port_at_which_nobody_listens_is_unreachable() throws IOException {
        assertThat(unhealthy(run(CHECK, "jdbc:postgresql://127.0.0.1:" + Server.freePort() + "/postgres?user=barque")))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.observed()).contains("SQLSTATE 08");
                    assertThat(found.expected()).isEqualTo("a server that listens and accepts");
                });
    }

    @Test
    void an_account_that_is_not_there_is_refused() {
        assertThat(unhealthy(run(CHECK, "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=nobody-knows")))
                .singleElement()
                .satisfies(found -> assertThat(found.expected()).isEqualTo("an account that may connect"));
    }

    @Test
    void a_query_that_takes_too_long_is_ended_on_the_server_too() {
        DatabaseAnswers check =
                CHECK.asking("SELECT pg_sleep(60)", "").within(Duration.ofMillis(200), Duration.ofSeconds(1));

        assertThat(unhealthy(run(check, url())))
                .singleElement()
                .satisfies(found -> assertThat(found.expected()).isEqualTo("an answer in time"));
        healthy(run(
                CHECK.asking("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'", "0"), url()));
    }

    @Test
    void a_server_without_connections_left_is_exhausted_until_one_is_given_back() throws Exception {
        List<Connection> kept = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                kept.add(DriverManager.getConnection(url()));
            }
            assertThat(unhealthy(run(CHECK, url())))
                    .singleElement()
                    .satisfies(found -> assertThat(found.remedy()).contains("pg_stat_activity"));
        } finally {
            for (Connection connection : kept) {
                connection.close();
            }
        }
        Verdict after = run(CHECK, url());
        for (int i = 0; i < 200 && !after.isHealthy(); i++) {
            Thread.sleep(20);
            after = run(CHECK, url());
        }
        healthy(after);
    }

    @Test
    void a_table_that_another_transaction_holds_is_late_rather_than_waited_for() throws Exception {
        try (Connection other = DriverManager.getConnection(url());
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS fills (id int)");
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE fills IN ACCESS EXCLUSIVE MODE");
            DatabaseAnswers check = CHECK.asking("SELECT count(*) FROM fills", "0")
                    .within(Duration.ofMillis(500), Duration.ofSeconds(1));

            assertThat(unhealthy(run(check, url()))).hasSize(1);
            other.rollback();
        }
        healthy(run(CHECK.asking("SELECT count(*) FROM fills", "0"), url()));
    }

    @Test
    void a_server_that_hangs_costs_the_time_out_and_no_more() throws Exception {
        DatabaseAnswers check = CHECK.within(Duration.ofMillis(500), Duration.ofSeconds(1));
        Server running = Objects.requireNonNull(server);
        try (Connection pooled = DriverManager.getConnection(url())) {
            running.signal("STOP");
            try {
                long start = System.nanoTime();
                assertThat(unhealthy(Asked.verdict(check, DataSource.class, new Lent(pooled))))
                        .singleElement()
                        .satisfies(found -> assertThat(found.expected()).isEqualTo("an answer in time"));
                // Asked for a query time-out, the driver would wait ten seconds more.
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            } finally {
                running.signal("CONT");
            }
        }
        healthy(run(CHECK, url()));
    }

    @Test
    void a_connection_comes_back_with_the_limits_that_it_had() throws Exception {
        try (Connection connection = DriverManager.getConnection(url())) {
            connection.setNetworkTimeout(Runnable::run, 12_345);
            healthy(Asked.verdict(CHECK, DataSource.class, new Lent(connection)));
            assertThat(connection.getNetworkTimeout()).isEqualTo(12_345);
        }
    }

    private static Verdict run(HealthCheck check, String url) {
        return Asked.verdict(check, DataSource.class, new Urls(url));
    }

    private static String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=barque&connectTimeout=20";
    }

    private static String[] command(List<String> asUser, Object... rest) {
        return Stream.concat(asUser.stream(), Stream.of(rest).map(Object::toString))
                .toArray(String[]::new);
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
}
