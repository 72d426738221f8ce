package dev.barque.ops.checks.net;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Does Redis answer? Sends {@code PING}, before it {@code AUTH} where there is a password, in the Redis serialization
 * protocol (RESP 2, redis.io/docs/latest/develop/reference/protocol-spec). Reads and writes no key.
 */
public final class RedisAnswers implements HealthCheck {
    private static final String ID = "redis";

    private final String host;
    private final int port;
    private final @Nullable Account account;
    private final @Nullable SSLContext tls;
    private final Times times;

    private RedisAnswers(String host, int port, @Nullable Account account, @Nullable SSLContext tls, Times times) {
        this.host = host;
        this.port = port;
        this.account = account;
        this.tls = tls;
        this.times = times;
    }

    /** A server without password, degraded after 100 ms, given up after 2 s. Its id is {@code redis-HOST-PORT}. */
    public static RedisAnswers at(String host, int port) {
        Times.requireHost(ID, host);
        Times.requirePort(ID, port);
        return new RedisAnswers(host, port, null, null, new Times(Duration.ofMillis(100), Duration.ofSeconds(2)));
    }

    /** The same check with the password of the default account, asked for in each run and never shown. */
    public RedisAnswers password(Supplier<String> password) {
        return account("default", password);
    }

    /** The same check with an account of the access control lists (Redis 6 and later); it needs {@code +ping}. */
    public RedisAnswers account(String user, Supplier<String> password) {
        return new RedisAnswers(host, port, new Account(user, password), tls, times);
    }

    /** The same check in TLS; the certificate has to be trusted by the context and to name the host. */
    public RedisAnswers encrypted(SSLContext trusting) {
        return new RedisAnswers(host, port, account, trusting, times);
    }

    /** The same check with other times: an answer later than {@code slowAfter} is degraded. */
    public RedisAnswers within(Duration slowAfter, Duration giveUpAfter) {
        return new RedisAnswers(host, port, account, tls, Times.of(ID, slowAfter, giveUpAfter));
    }

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                Ids.of(ID, host + "-" + port),
                "Does Redis at " + host + ":" + port + " answer?",
                Set.of(),
                times.deadline(),
                Criticality.IMPORTANT,
                Set.of("host", "readiness", "pre-market"));
    }

    @Override
    public Verdict run(CheckContext context) {
        String where = "Redis at " + host + ":" + port;
        Findings findings = new Findings();
        long start = System.nanoTime();
        try (Line line = Line.to(host, port, times.giveUp())) {
            if (tls != null) {
                line.encrypt(tls, host, port);
            }
            ask(line, where, findings);
            times.look(
                    where,
                    start,
                    "Look at slow commands (SLOWLOG GET), at saving and swapping of the server, and at"
                            + " the network.",
                    findings);
        } catch (SSLException e) {
            findings.unhealthy(
                    where,
                    "no TLS: " + e.getMessage(),
                    "a TLS port with a certificate that is trusted and names " + host,
                    "Look whether the port speaks TLS (tls-port of redis.conf), and give the check a context that trusts"
                            + " the issuer of its certificate.");
        } catch (IOException e) {
            findings.unhealthy(
                    where,
                    "no answer: " + e.getMessage(),
                    "+PONG",
                    "Look whether the server runs and listens here (bind, port and protected-mode of redis.conf), and at"
                            + " its log.");
        }
        return findings.or("It answered PONG within " + Figures.time(times.slow()) + ".");
    }

    private void ask(Line line, String where, Findings findings) throws IOException {
        if (account != null) {
            String password = account.password().get();
            // Servers before 6 know no names: they are asked as those servers expect it.
            line.write(Resp.command(
                    account.user().equals("default")
                            ? List.of("AUTH", password)
                            : List.of("AUTH", account.user(), password)));
            String said = Resp.line(line);
            if (!said.equals("+OK")) {
                trouble(where + ", asked AUTH of " + account.user(), said, "+OK", findings);
                return;
            }
        }
        line.write(Resp.command(List.of("PING")));
        String said = Resp.line(line);
        if (!said.equals("+PONG")) {
            trouble(where + ", asked PING", said, "+PONG", findings);
        }
    }

    private static void trouble(String where, String said, String expected, Findings findings) {
        if (said.startsWith("-LOADING")) {
            findings.degraded(where, said, expected, "It reads its data from disk: wait, and ask again.");
        } else {
            findings.unhealthy(where, said, expected, Resp.remedy(said));
        }
    }

    private record Account(String user, Supplier<String> password) {
        @Override
        public String toString() {
            return user;
        }
    }
}
