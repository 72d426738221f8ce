package dev.barque.ops.checks.net;

import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;

/**
 * How long a service may take.
 *
 * @param slow after this it is degraded
 * @param giveUp after this it is unhealthy
 */
record Times(Duration slow, Duration giveUp) {
    static Times of(String check, Duration slow, Duration giveUp) {
        CheckErrors.requirePositive(check, "slowAfter", slow);
        CheckErrors.require(slow.compareTo(giveUp) <= 0, check, "slowAfter", slow, "at most giveUpAfter, " + giveUp);
        return new Times(slow, giveUp);
    }

    /** A check has to end by itself before the runner ends it. */
    Duration deadline() {
        return giveUp.multipliedBy(2);
    }

    void look(String where, long startNanos, String remedy, Findings findings) {
        Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
        if (findings.isEmpty() && took.compareTo(slow) > 0) {
            findings.degraded(where, "an answer after " + Figures.time(took), "within " + Figures.time(slow), remedy);
        }
    }

    static void requirePort(String check, int port) {
        CheckErrors.require(port >= 1 && port <= 65_535, check, "port", port, "1 to 65535");
    }

    static void requireHost(String check, String host) {
        CheckErrors.require(
                !host.isBlank() && !host.contains("/"), check, "host", "'" + host + "'", "a name or an address");
    }
}
