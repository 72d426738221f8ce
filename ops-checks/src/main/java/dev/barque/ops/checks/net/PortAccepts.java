package dev.barque.ops.checks.net;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Does a TCP port accept connections? The connection is closed at once; nothing is sent. */
public final class PortAccepts implements HealthCheck {
    private static final String ID = "tcp-port";
    private static final String REMEDY =
            "Look whether the service runs and listens on this address (ss -ltn), and at firewalls between here and there.";

    private final String host;
    private final int port;
    private final Times times;

    private PortAccepts(String host, int port, Times times) {
        this.host = host;
        this.port = port;
        this.times = times;
    }

    /** A port of a host, degraded after 500 ms, given up after 3 s. Its id is {@code tcp-port-HOST-PORT}. */
    public static PortAccepts at(String host, int port) {
        Times.requireHost(ID, host);
        Times.requirePort(ID, port);
        return new PortAccepts(host, port, new Times(Duration.ofMillis(500), Duration.ofSeconds(3)));
    }

    /** The same check with other times: a connection later than {@code slowAfter} is degraded. */
    public PortAccepts within(Duration slowAfter, Duration giveUpAfter) {
        return new PortAccepts(host, port, Times.of(ID, slowAfter, giveUpAfter));
    }

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                Ids.of(ID, host + "-" + port),
                "Does " + host + " accept connections on port " + port + "?",
                Set.of(),
                times.deadline(),
                Criticality.IMPORTANT,
                Set.of("host", "readiness", "pre-market"));
    }

    @Override
    public Verdict run(CheckContext context) {
        String where = host + ":" + port;
        Findings findings = new Findings();
        long start = System.nanoTime();
        try {
            Line.to(host, port, times.giveUp()).close();
            times.look(where, start, REMEDY, findings);
        } catch (IOException e) {
            findings.unhealthy(where, "no connection: " + e.getMessage(), "a port that accepts connections", REMEDY);
        }
        return findings.or("It accepted a connection within " + Figures.time(times.slow()) + ".");
    }
}
