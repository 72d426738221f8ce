package dev.barque.ops.checks.jdbc;

import static dev.barque.ops.checks.Asked.degraded;
import static dev.barque.ops.checks.Asked.healthy;
import static dev.barque.ops.checks.Asked.unhealthy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.ops.Verdict;
import dev.barque.ops.Verdict.Finding;
import dev.barque.ops.checks.Asked;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases in files, held by another process or damaged on the disk. */
class EmbeddedDatabaseTest {
    private static final DatabaseAnswers CHECK = new DatabaseAnswers()
            .asking("SELECT count(*) FROM trades", "1000")
            .within(Duration.ofSeconds(20), Duration.ofSeconds(20));

    @TempDir
    Path directory;

    @Test
    void duckdb_that_another_process_holds_is_locked_until_that_ends() throws Exception {
        String url = made("jdbc:duckdb:" + directory.resolve("trades.duckdb"));

        lockedByAnotherProcess(url);
    }

    @Test
    void h2_that_another_process_holds_is_locked_until_that_ends() throws Exception {
        String url = made("jdbc:h2:file:" + directory.resolve("trades"));

        lockedByAnotherProcess(url);
    }

    @Test
    void duckdb_that_is_damaged_is_corrupt_until_it_is_restored() throws Exception {
        Path file = directory.resolve("trades.duckdb");

        corruptUntilRestored(made("jdbc:duckdb:" + file), file);
    }

    @Test
    void h2_that_is_damaged_is_corrupt_until_it_is_restored() throws Exception {
        String url = made("jdbc:h2:file:" + directory.resolve("trades"));

        corruptUntilRestored(url, directory.resolve("trades.mv.db"));
    }

    @Test
    void an_answer_that_is_late_is_degraded() throws Exception {
        DatabaseAnswers check = new DatabaseAnswers().within(Duration.ofNanos(1), Duration.ofSeconds(20));

        assertThat(degraded(run(check, made("jdbc:h2:file:" + directory.resolve("trades")))))
                .hasSize(1);
    }

    @Test
    void two_databases_have_checks_of_two_names() {
        assertThat(CHECK.named("orders").descriptor().id()).isEqualTo("database-orders");
        assertThatThrownBy(() -> CHECK.asking(" ", "1")).hasMessageContaining("query is blank");
        assertThatThrownBy(() -> CHECK.within(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("slowAfter is PT2S");
    }

    @Test
    void a_pool_whose_connections_are_not_given_back_is_unhealthy_until_they_are() throws Exception {
        JdbcConnectionPool real = JdbcConnectionPool.create("jdbc:h2:mem:pool", "", "");
        real.setMaxConnections(5);
        real.setLoginTimeout(1);
        List<Thread> waiting = new ArrayList<>();
        ConnectionPool pool = new ConnectionPool() {
            @Override
            public int inUse() {
                return real.getActiveConnections();
            }

            @Override
            public int most() {
                return real.getMaxConnections();
            }

            @Override
            public int waiting() {
                return (int) waiting.stream().filter(Thread::isAlive).count();
            }
        };
        List<Connection> kept = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            kept.add(real.getConnection());
        }
        healthy(Asked.verdict(new PoolInUse(), ConnectionPool.class, pool));
        kept.add(real.getConnection());
        assertThat(degraded(Asked.verdict(new PoolInUse(), ConnectionPool.class, pool)))
                .extracting(Finding::observed)
                .containsExactly("5 of 5 connections lent");

        real.setLoginTimeout(60);
        Thread thirsty = new Thread(() -> {
            try (Connection one = real.getConnection()) {
                assertThat(one.isClosed()).isFalse();
            } catch (java.sql.SQLException e) {
                throw new AssertionError(e);
            }
        });
        waiting.add(thirsty);
        thirsty.start();
        assertThat(unhealthy(Asked.verdict(new PoolInUse(), ConnectionPool.class, pool)))
                .extracting(Finding::observed)
                .containsExactly("5 of 5 connections lent, 1 threads wait");

        for (Connection connection : kept) {
            connection.close();
        }
        thirsty.join();
        healthy(Asked.verdict(new PoolInUse(), ConnectionPool.class, pool));
        real.dispose();
    }

    /** Holds a database open until its standard input ends. */
    public static final class Holder {
        private Holder() {}

        public static void main(String[] url) throws Exception {
            try (Connection connection = DriverManager.getConnection(url[0])) {
                System.out.println(connection.isClosed() ? "closed" : "open");
                while (System.in.read() >= 0) {}
            }
        }
    }

    private static void lockedByAnotherProcess(String url) throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-XX:TieredStopAtLevel=1",
                        Holder.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("open");
            assertThat(unhealthy(run(CHECK, url))).singleElement().satisfies(found -> {
                assertThat(found.expected()).isEqualTo("a database that no other process holds");
                assertThat(found.remedy()).contains("lsof");
            });
            other.getOutputStream().close();
            assertThat(other.waitFor()).isZero();
        } finally {
            other.destroyForcibly();
        }
        healthy(run(CHECK, url));
    }

    private void corruptUntilRestored(String url, Path file) throws Exception {
        healthy(run(CHECK, url));
        Path backup = Files.copy(file, directory.resolve("backup"));
        byte[] bytes = Files.readAllBytes(file);
        // Everything but the beginning, and of that the check sums.
        Arrays.fill(bytes, 16, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);

        assertThat(unhealthy(run(CHECK, url))).singleElement().satisfies(found -> {
            assertThat(found.observed()).startsWith("error");
            assertThat(found.expected()).isEqualTo("a database that can be read");
        });

        Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);
        healthy(run(CHECK, url));
    }

    private static String made(String url) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE trades (id BIGINT)");
            for (int i = 0; i < 1_000; i += 10) {
                statement.execute("INSERT INTO trades VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10)");
            }
        }
        return url;
    }

    private static Verdict run(DatabaseAnswers check, String url) {
        return Asked.verdict(check, DataSource.class, new Urls(url));
    }
}
