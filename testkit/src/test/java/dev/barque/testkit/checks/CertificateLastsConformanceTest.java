package dev.barque.testkit.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.checks.net.CertificateLasts;
import dev.barque.testkit.HealthCheckConformance;
import dev.barque.testkit.SettableClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real certificate of a hundred days, seen on its first day and on its ninetieth. */
class CertificateLastsConformanceTest extends HealthCheckConformance {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path directory;

    private static HttpsServer server;
    private static KeyStore issuers;
    private static Instant from;

    @BeforeAll
    static void serve() throws Exception {
        Path file = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit",
                        "-dname",
                        "CN=server",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "100")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore own = KeyStore.getInstance(file.toFile(), PASSWORD);
        issuers = KeyStore.getInstance("PKCS12");
        issuers.load(null, null);
        issuers.setCertificateEntry("server", own.getCertificate("server"));
        from = ((X509Certificate) own.getCertificate("server")).getNotBefore().toInstant();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Override
    protected HealthCheck check() {
        return CertificateLasts.at("127.0.0.1", server.getAddress().getPort())
                .trusting(issuers)
                .within(Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    @Override
    protected CheckContext healthy() {
        return after(Duration.ofDays(1));
    }

    @Override
    protected CheckContext troubled() {
        return after(Duration.ofDays(90));
    }

    private static CheckContext after(Duration time) {
        return CheckContext.builder(SettableClock.at(from.plus(time).toString()))
                .build();
    }
}
