package dev.barque.ops.checks.net;

import static dev.barque.ops.checks.Asked.degraded;
import static dev.barque.ops.checks.Asked.healthy;
import static dev.barque.ops.checks.Asked.unhealthy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.barque.ops.Verdict;
import dev.barque.ops.Verdict.Finding;
import dev.barque.ops.checks.Asked;
import dev.barque.ops.checks.Server;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real HTTP server in this process. */
class EndpointAnswersTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String body = "{\"status\":\"healthy\"}";

    @BeforeEach
    void start() throws IOException {
        server = listening(0);
        server.createContext("/health", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders()
                    .add("Location", exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/dripping", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 100; i++) {
                    out.write('x');
                    out.flush();
                    Thread.sleep(50);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write("ok ".getBytes(StandardCharsets.UTF_8));
                while (true) {
                    out.write(new byte[8_192]);
                }
            }
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void status_and_body_decide() {
        EndpointAnswers check = check("/health").bodyContaining(Pattern.compile("\"status\"\\s*:\\s*\"healthy\""));
        healthy(run(check));

        status = 503;
        assertThat(unhealthy(run(check))).extracting(Finding::observed).containsExactly("status 503");
        healthy(run(check.status(503)));

        status = 200;
        body = "{\"status\":\"degraded\"}";
        assertThat(unhealthy(run(check)))
                .extracting(Finding::observed)
                .containsExactly("a body that begins with '{\"status\":\"degraded\"}'");

        body = "{\"status\" : \"healthy\"}";
        healthy(run(check));
    }

    @Test
    void an_answer_that_is_late_is_degraded() {
        assertThat(degraded(run(check("/health").within(Duration.ofNanos(1), PATIENT))))
                .hasSize(1);
    }

    @Test
    void a_server_that_is_stopped_is_unhealthy_until_it_is_back() throws IOException {
        int port = Server.freePort();
        EndpointAnswers check = EndpointAnswers.at(URI.create("http://127.0.0.1:" + port + "/health?key=secret"))
                .within(PATIENT, PATIENT);

        assertThat(unhealthy(run(check))).singleElement().satisfies(found -> {
            assertThat(found.observed()).startsWith("no answer: java.net.ConnectException");
            assertThat(found.toString()).doesNotContain("secret");
        });
        HttpServer back = listening(port);
        back.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        healthy(run(check));
        back.stop(0);
    }

    @Test
    void a_body_that_never_ends_is_cut_and_one_that_drips_is_given_up() {
        healthy(run(check("/endless").bodyContaining(Pattern.compile("^ok "))));
        assertThat(unhealthy(run(check("/dripping").within(Duration.ofMillis(100), Duration.ofMillis(400)))))
                .extracting(Finding::observed)
                .containsExactly("no whole answer");
    }

    @Test
    void redirections_are_followed_as_far_as_they_are_allowed() throws IOException {
        EndpointAnswers near = check("/moved?/health");
        assertThat(unhealthy(run(near))).extracting(Finding::observed).containsExactly("status 302");
        healthy(run(near.status(302)));
        healthy(run(near.following(EndpointAnswers.Redirects.SAME_ORIGIN)));

        HttpServer other = listening(0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        EndpointAnswers far =
                check("/moved?http://127.0.0.1:" + other.getAddress().getPort() + "/");
        assertThat(unhealthy(run(far.following(EndpointAnswers.Redirects.SAME_ORIGIN))))
                .singleElement()
                .satisfies(found -> assertThat(found.observed()).startsWith("a redirection to http://127.0.0.1:"));
        healthy(run(far.following(EndpointAnswers.Redirects.ANYWHERE)));
        other.stop(0);

        assertThat(unhealthy(run(check("/moved?file:///etc/passwd").following(EndpointAnswers.Redirects.ANYWHERE))))
                .singleElement()
                .satisfies(found -> assertThat(found.observed()).startsWith("a redirection to file:"));
        assertThat(unhealthy(run(check("/moved?/moved").following(EndpointAnswers.Redirects.SAME_ORIGIN))))
                .hasSize(1);
    }

    @Test
    void a_client_that_follows_by_itself_is_held_to_the_same_rules() {
        HttpClient following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();

        assertThat(unhealthy(Asked.verdict(check("/moved?/health"), HttpClient.class, following)))
                .singleElement()
                .satisfies(found -> assertThat(found.observed()).startsWith("a redirection to "));
    }

    @Test
    void addresses_that_are_not_http_or_hold_a_password_are_refused() {
        assertThatThrownBy(() -> EndpointAnswers.at(URI.create("file:///etc/passwd")))
                .hasMessageContaining("address is of scheme file");
        assertThatThrownBy(() -> EndpointAnswers.at(URI.create("http://me:secret@host/")))
                .hasMessageContaining("address is http://host/")
                .hasMessageNotContaining("secret");
        assertThat(EndpointAnswers.at(URI.create("https://host:8443/health?key=1"))
                        .descriptor()
                        .id())
                .isEqualTo("http-endpoint-https-host-8443-health");
    }

    @Test
    void a_port_that_accepts_is_told_from_one_that_does_not() throws IOException {
        PortAccepts open = PortAccepts.at("127.0.0.1", server.getAddress().getPort());
        healthy(Asked.verdict(open.within(PATIENT, PATIENT), HttpClient.class, CLIENT));
        server.stop(0);
        assertThat(unhealthy(Asked.verdict(open, HttpClient.class, CLIENT)))
                .extracting(Finding::observed)
                .allSatisfy(observed -> assertThat(observed).startsWith("no connection: Connection refused"));
        assertThat(unhealthy(Asked.verdict(PortAccepts.at("no-such-host.invalid", 80), HttpClient.class, CLIENT)))
                .extracting(Finding::observed)
                .containsExactly("no connection: the name no-such-host.invalid has no address");
    }

    @Test
    void a_name_has_addresses_or_has_none() {
        healthy(Asked.verdict(NameResolves.of("localhost"), HttpClient.class, CLIENT));
        healthy(Asked.verdict(NameResolves.of("127.0.0.1").to("127.0.0.1"), HttpClient.class, CLIENT));
        assertThat(degraded(Asked.verdict(NameResolves.of("127.0.0.1").to("10.0.0.1"), HttpClient.class, CLIENT)))
                .extracting(Finding::observed)
                .containsExactly("127.0.0.1");
        // RFC 6761, section 6.4: names below .invalid do not exist.
        assertThat(unhealthy(Asked.verdict(NameResolves.of("no-such-name.invalid"), HttpClient.class, CLIENT)))
                .hasSize(1);
    }

    private EndpointAnswers check(String path) {
        return EndpointAnswers.at(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
                .within(PATIENT, PATIENT);
    }

    private HttpServer listening(int port) throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        made.setExecutor(threads);
        made.start();
        return made;
    }

    private static Verdict run(EndpointAnswers check) {
        return Asked.verdict(check, HttpClient.class, CLIENT);
    }
}
