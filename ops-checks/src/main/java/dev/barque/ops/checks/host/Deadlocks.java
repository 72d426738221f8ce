package dev.barque.ops.checks.host;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.util.Set;

/** Do threads wait for each other for ever? Sees monitors and the locks of {@code java.util.concurrent}. */
public record Deadlocks() implements HealthCheck {
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "deadlocks",
            "Do threads wait for each other for ever?",
            Set.of(Host.class),
            Duration.ofSeconds(5),
            Criticality.CRITICAL,
            Set.of("host", "liveness"));

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        Findings findings = new Findings();
        for (Host.StuckThread thread : context.get(Host.class).deadlockedThreads()) {
            findings.unhealthy(
                    "thread " + thread.name() + " at " + thread.at(),
                    "waits for " + thread.waitsFor() + ", which " + thread.heldBy() + " holds",
                    "no circle of threads that wait",
                    "Keep a thread dump (jcmd PID Thread.print) for whoever mends the code, then restart the process:"
                            + " such threads never go on.");
        }
        return findings.or("No threads wait for each other.");
    }
}
