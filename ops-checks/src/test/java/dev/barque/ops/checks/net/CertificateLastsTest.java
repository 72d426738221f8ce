package dev.barque.ops.checks.net;

import static dev.barque.ops.checks.Asked.degraded;
import static dev.barque.ops.checks.Asked.healthy;
import static dev.barque.ops.checks.Asked.unhealthy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.Asked;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real TLS endpoint with certificates that keytool makes. */
class CertificateLastsTest {
    private static final String LOOPBACK = "ip:127.0.0.1";

    @TempDir
    Path directory;

    private @Nullable HttpsServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void a_certificate_with_time_left_is_healthy() throws Exception {
        Certificates certificates = serve(Certificates.made(directory, "fresh", LOOPBACK, 10, 100));

        healthy(run(check().trusting(certificates.issuers())));
    }

    @Test
    void a_certificate_about_to_expire_is_told_and_so_is_its_renewal() throws Exception {
        Certificates ageing = serve(Certificates.made(directory, "ageing", LOOPBACK, 80, 95));
        assertThat(degraded(run(check().trusting(ageing.issuers()))))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.where()).endsWith(", certificate of CN=ageing");
                    assertThat(found.observed()).startsWith("expires at ").endsWith(", in 14 d 23 h");
                });

        Certificates old = serve(Certificates.made(directory, "old", LOOPBACK, 90, 95));
        assertThat(unhealthy(run(check().trusting(old.issuers()))))
                .singleElement()
                .satisfies(found -> assertThat(found.observed()).endsWith(", in 4 d 23 h"));

        Certificates renewed = serve(Certificates.made(directory, "renewed", LOOPBACK, 0, 90));
        healthy(run(check().trusting(renewed.issuers())));
    }

    @Test
    void a_certificate_that_has_expired_is_seen_though_no_handshake_succeeds() throws Exception {
        Certificates expired = serve(Certificates.made(directory, "expired", LOOPBACK, 100, 90));

        assertThat(unhealthy(run(check().trusting(expired.issuers()))))
                .singleElement()
                .satisfies(found -> assertThat(found.observed()).startsWith("expired at "));
    }

    @Test
    void the_clock_of_the_context_decides() throws Exception {
        Certificates certificates = serve(Certificates.made(directory, "fresh", LOOPBACK, 10, 100));
        HealthCheck check = check().trusting(certificates.issuers());

        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(80));
        assertThat(degraded(Asked.verdict(check, CheckContext.builder(later).build())))
                .hasSize(1);
        Clock before = Clock.offset(Clock.systemUTC(), Duration.ofDays(-20));
        assertThat(unhealthy(Asked.verdict(check, CheckContext.builder(before).build())))
                .singleElement()
                .satisfies(found -> assertThat(found.observed()).startsWith("valid from "));
    }

    @Test
    void a_certificate_that_nobody_trusts_or_that_names_another_is_unhealthy() throws Exception {
        serve(Certificates.made(directory, "stranger", LOOPBACK, 10, 100));
        assertThat(unhealthy(run(check())))
                .singleElement()
                .satisfies(found -> assertThat(found.observed()).startsWith("the JVM does not trust it: "));

        Certificates elsewhere = serve(Certificates.made(directory, "elsewhere", "dns:elsewhere.example", 10, 100));
        assertThat(unhealthy(run(check().trusting(elsewhere.issuers()))))
                .singleElement()
                .satisfies(found -> assertThat(found.observed()).contains("127.0.0.1"));
    }

    @Test
    void what_does_not_speak_tls_is_unhealthy() throws Exception {
        try (Talker plain = Talker.saying("HTTP/1.0 200 OK\r\n\r\n")) {
            assertThat(unhealthy(run(CertificateLasts.at("127.0.0.1", plain.port()))))
                    .singleElement()
                    .satisfies(found -> assertThat(found.observed()).startsWith("no TLS handshake: "));
        }
    }

    @Test
    void limits_out_of_order_are_refused() {
        assertThatThrownBy(() -> CertificateLasts.at("a", 443).warning(Duration.ofDays(1), Duration.ofDays(2)))
                .hasMessageContaining("unhealthyBefore is PT48H");
    }

    private CertificateLasts check() {
        int port = java.util.Objects.requireNonNull(server).getAddress().getPort();
        return CertificateLasts.at("127.0.0.1", port).within(Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    private Certificates serve(Certificates certificates) throws Exception {
        stop();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificates.serving()));
        server.start();
        return certificates;
    }

    private static Verdict run(HealthCheck check) {
        return Asked.verdict(check, CheckContext.builder(Clock.systemUTC()).build());
    }
}
