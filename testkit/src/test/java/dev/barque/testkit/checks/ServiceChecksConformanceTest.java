package dev.barque.testkit.checks;

import com.sun.net.httpserver.HttpServer;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.jdbc.ConnectionPool;
import dev.barque.ops.checks.jdbc.DatabaseAnswers;
import dev.barque.ops.checks.jdbc.PoolInUse;
import dev.barque.ops.checks.net.EndpointAnswers;
import dev.barque.ops.checks.net.NameResolves;
import dev.barque.ops.checks.net.PortAccepts;
import dev.barque.ops.checks.net.RedisAnswers;
import dev.barque.testkit.HealthCheckConformance;
import dev.barque.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** Checks over services, on a real server that is there or is not. */
class ServiceChecksConformanceTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);

    /** The server is up where a context is healthy, and down where it is troubled. */
    abstract static class OnServer extends HealthCheckConformance {
        private int port;
        private HttpServer server;

        @BeforeEach
        void start() throws IOException {
            server = started(0);
            port = server.getAddress().getPort();
        }

        @AfterEach
        void stop() {
            server.stop(0);
        }

        abstract HealthCheck at(int where);

        @Override
        protected HealthCheck check() {
            return new Switching(at(port), this);
        }

        @Override
        protected CheckContext healthy() {
            return context(true);
        }

        @Override
        protected CheckContext troubled() {
            return context(false);
        }

        void turn(boolean on) {
            server.stop(0);
            if (on) {
                try {
                    server = started(port);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private static HttpServer started(int port) throws IOException {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            made.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, 2);
                exchange.getResponseBody().write(new byte[] {'o', 'k'});
                exchange.close();
            });
            made.start();
            return made;
        }

        private static CheckContext context(boolean on) {
            return CheckContext.builder(SettableClock.at("2025-11-04T12:00:00Z"))
                    .with(Boolean.class, on)
                    .with(HttpClient.class, HttpClient.newHttpClient())
                    .build();
        }
    }

    /** Turns the server on or off as the context says, and asks the check. */
    private record Switching(HealthCheck check, OnServer server) implements HealthCheck {
        @Override
        public Descriptor descriptor() {
            Descriptor own = check.descriptor();
            return new Descriptor(
                    own.id(),
                    own.question(),
                    Set.of(Boolean.class, HttpClient.class),
                    own.deadline(),
                    own.criticality(),
                    own.groups());
        }

        @Override
        public Verdict run(CheckContext context) {
            server.turn(context.get(Boolean.class));
            return check.run(context);
        }
    }

    @Nested
    class OfPorts extends OnServer {
        @Override
        HealthCheck at(int where) {
            return PortAccepts.at("127.0.0.1", where).within(PATIENT, PATIENT);
        }
    }

    @Nested
    class OfEndpoints extends OnServer {
        @Override
        HealthCheck at(int where) {
            return EndpointAnswers.at(URI.create("http://127.0.0.1:" + where + "/"))
                    .bodyContaining(Pattern.compile("ok"))
                    .within(PATIENT, PATIENT);
        }
    }

    /** Which of two checks is asked: one whose service is well, or one whose service is not. */
    private record Either(HealthCheck well, HealthCheck ill) implements HealthCheck {
        @Override
        public Descriptor descriptor() {
            Descriptor own = well.descriptor();
            return new Descriptor(
                    own.id(), own.question(), Set.of(Boolean.class), own.deadline(), own.criticality(), own.groups());
        }

        @Override
        public Verdict run(CheckContext context) {
            return (context.get(Boolean.class) ? well : ill).run(context);
        }
    }

    @Nested
    class OfNames extends HealthCheckConformance {
        @Override
        protected HealthCheck check() {
            return new Either(NameResolves.of("localhost"), NameResolves.of("no-such-name.invalid"));
        }

        @Override
        protected CheckContext healthy() {
            return OnServer.context(true);
        }

        @Override
        protected CheckContext troubled() {
            return OnServer.context(false);
        }
    }

    @Nested
    class OfRedis extends HealthCheckConformance {
        private final List<ServerSocket> listening = new ArrayList<>();
        private HealthCheck check;

        @BeforeEach
        void start() throws IOException {
            check = new Either(saying("+PONG\r\n"), saying("-NOAUTH Authentication required.\r\n"));
        }

        @Override
        protected HealthCheck check() {
            return check;
        }

        @Override
        protected CheckContext healthy() {
            return OnServer.context(true);
        }

        @Override
        protected CheckContext troubled() {
            return OnServer.context(false);
        }

        @AfterEach
        void stop() throws IOException {
            for (ServerSocket each : listening) {
                each.close();
            }
        }

        /** As Redis says it on its first line; a real one is asked in the tests of ops-checks. */
        private HealthCheck saying(String line) throws IOException {
            ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            listening.add(socket);
            Thread thread = new Thread(() -> {
                while (!socket.isClosed()) {
                    try (Socket client = socket.accept()) {
                        client.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
                        while (client.getInputStream().read() >= 0) {}
                    } catch (IOException clientWentAwayOrTestEnded) {
                        Thread.onSpinWait();
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
            return RedisAnswers.at("127.0.0.1", socket.getLocalPort()).within(PATIENT, PATIENT);
        }
    }

    @Nested
    class OfDatabases extends HealthCheckConformance {
        @Override
        protected HealthCheck check() {
            return new DatabaseAnswers().within(PATIENT, PATIENT);
        }

        @Override
        protected CheckContext healthy() {
            return at("jdbc:h2:mem:");
        }

        @Override
        protected CheckContext troubled() {
            return at("jdbc:h2:mem:absent;IFEXISTS=TRUE");
        }

        private static CheckContext at(String url) {
            JdbcDataSource source = new JdbcDataSource();
            source.setUrl(url);
            return CheckContext.builder(SettableClock.at("2025-11-04T12:00:00Z"))
                    .with(DataSource.class, source)
                    .build();
        }
    }

    @Nested
    class OfPools extends HealthCheckConformance {
        @Override
        protected HealthCheck check() {
            return new PoolInUse();
        }

        @Override
        protected CheckContext healthy() {
            return lending(3);
        }

        @Override
        protected CheckContext troubled() {
            return lending(10);
        }

        private static CheckContext lending(int connections) {
            return CheckContext.builder(SettableClock.at("2025-11-04T12:00:00Z"))
                    .with(ConnectionPool.class, new Pool(connections))
                    .build();
        }
    }

    private record Pool(int inUse) implements ConnectionPool {
        @Override
        public int most() {
            return 10;
        }

        @Override
        public int waiting() {
            return 0;
        }
    }
}
