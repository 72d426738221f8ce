package dev.barque.ops.checks.net;

import static dev.barque.ops.checks.Asked.degraded;
import static dev.barque.ops.checks.Asked.healthy;
import static dev.barque.ops.checks.Asked.unhealthy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.ops.CheckContext;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.Asked;
import dev.barque.ops.checks.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Redis that each test starts. */
class RedisTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void a_server_that_runs_is_healthy_and_one_that_was_stopped_is_not() throws Exception {
        int port = Server.freePort();
        RedisAnswers check = check(port);
        try (Server server = redis(port)) {
            healthy(run(check));

            server.signal("STOP");
            RedisAnswers impatient = check.within(Duration.ofMillis(200), Duration.ofMillis(400));
            assertThat(unhealthy(run(impatient)))
                    .singleElement()
                    .satisfies(found -> assertThat(found.observed())
                            .startsWith("no answer: ")
                            .containsAnyOf("timed out", "no time is left"));
            server.signal("CONT");
            healthy(run(check));
        }
        assertThat(unhealthy(run(check))).singleElement().satisfies(found -> {
            assertThat(found.where()).isEqualTo("Redis at 127.0.0.1:" + port);
            assertThat(found.observed()).contains("refused");
        });
        try (Server again = redis(port)) {
            assertThat(again).isNotNull();
            healthy(run(check));
        }
    }

    @Test
    void a_password_is_asked_for_compared_and_never_shown() throws Exception {
        int port = Server.freePort();
        try (Server server = redis(port, "--requirepass", "hunter2 \"quoted\"\r\n")) {
            assertThat(server).isNotNull();
            assertThat(unhealthy(run(check(port)))).singleElement().satisfies(found -> {
                assertThat(found.observed()).startsWith("-NOAUTH");
                assertThat(found.remedy()).contains("give the check an account");
            });
            assertThat(unhealthy(run(check(port).password(() -> "hunter3"))))
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.observed()).startsWith("-WRONGPASS");
                        assertThat(found.toString()).doesNotContain("hunter3");
                    });
            healthy(run(check(port).password(() -> "hunter2 \"quoted\"\r\n")));
        }
    }

    @Test
    void an_account_needs_the_right_to_ping() throws Exception {
        int port = Server.freePort();
        Path accounts = Files.writeString(
                directory.resolve("users.acl"), "user watch on >secret +ping\nuser blind on >secret +get\n");
        try (Server server = redis(port, "--aclfile", accounts.toString())) {
            assertThat(server).isNotNull();
            healthy(run(check(port).account("watch", () -> "secret")));
            assertThat(unhealthy(run(check(port).account("blind", () -> "secret"))))
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.observed()).startsWith("-NOPERM");
                        assertThat(found.remedy()).contains("+ping");
                    });
        }
    }

    @Test
    void a_server_without_room_for_clients_says_so() throws Exception {
        int port = Server.freePort();
        try (Server server = redis(port, "--maxclients", "1");
                Line other = Line.to("127.0.0.1", port, PATIENT)) {
            assertThat(server).isNotNull();
            other.write(Resp.command(List.of("PING")));
            assertThat(Resp.line(other)).isEqualTo("+PONG");

            assertThat(unhealthy(run(check(port))))
                    .singleElement()
                    .satisfies(found -> assertThat(found.remedy()).contains("maxclients"));
        }
    }

    @Test
    void tls_works_with_an_issuer_that_is_trusted_and_with_no_other() throws Exception {
        Certificates certificates = Certificates.made(directory, "redis", "ip:127.0.0.1", 1, 100);
        int port = Server.freePort();
        try (Server server = redis(
                0,
                port,
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                certificates.certificatePem().toString(),
                "--tls-key-file",
                certificates.keyPem().toString(),
                "--tls-auth-clients",
                "no")) {
            assertThat(server).isNotNull();
            healthy(run(check(port).encrypted(Certificates.trusting(certificates.issuers()))));
            assertThat(unhealthy(run(check(port).encrypted(Certificates.trusting(null)))))
                    .singleElement()
                    .satisfies(found -> assertThat(found.observed()).startsWith("no TLS: "));
            assertThat(run(check(port)).isHealthy()).isFalse();
        }
    }

    @Test
    void what_is_not_redis_is_told_from_it() throws Exception {
        try (Talker ssh = Talker.saying("SSH-2.0-OpenSSH_9.2\r\n");
                Talker endless = Talker.saying("+" + "x".repeat(100_000));
                Talker short_ = Talker.saying("+PO");
                Talker loading = Talker.saying("-LOADING Redis is loading the dataset in memory\r\n");
                Talker hostile = Talker.saying("-ERR \u001b[31m\u0007\r\n")) {
            assertThat(observed(ssh)).contains("'S' is not from Redis");
            assertThat(observed(endless)).contains("more than 1024 bytes");
            assertThat(observed(short_)).contains("closed after '+PO'");
            assertThat(observed(hostile)).isEqualTo("-ERR ?[31m?");
            assertThat(degraded(run(check(loading.port())))).hasSize(1);
        }
    }

    @Test
    void a_server_that_drips_gains_no_time() throws Exception {
        try (Talker dripping = Talker.dripping("+".repeat(1_000), Duration.ofMillis(100))) {
            RedisAnswers check = check(dripping.port()).within(Duration.ofMillis(100), Duration.ofMillis(500));

            assertThat(unhealthy(run(check)))
                    .singleElement()
                    .satisfies(found -> assertThat(found.observed()).containsAnyOf("timed out", "no time is left"));
        }
    }

    @Test
    void parameters_are_refused_by_name() {
        assertThatThrownBy(() -> RedisAnswers.at("", 6379)).hasMessageContaining("redis: its parameter host is ''");
        assertThatThrownBy(() -> RedisAnswers.at("cache", 0)).hasMessageContaining("port is 0");
        assertThat(RedisAnswers.at("cache.internal", 6379).descriptor().id()).isEqualTo("redis-cache.internal-6379");
    }

    private static String observed(Talker talker) {
        return unhealthy(run(check(talker.port()))).get(0).observed();
    }

    private static RedisAnswers check(int port) {
        return RedisAnswers.at("127.0.0.1", port).within(PATIENT, PATIENT);
    }

    private static Verdict run(RedisAnswers check) {
        return Asked.verdict(check, CheckContext.builder(Clock.systemUTC()).build());
    }

    private Server redis(int port, String... more) throws Exception {
        return redis(port, port, more);
    }

    private Server redis(int plainPort, int port, String... more) throws Exception {
        Path program = Server.installed(
                "Redis", Stream.of(Path.of("/usr/bin/redis-server"), Path.of("/usr/local/bin/redis-server")));
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--port",
                Integer.toString(plainPort),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                directory.toString()));
        command.addAll(List.of(more));
        return Server.started(command, directory.resolve("redis.log"), port);
    }
}
