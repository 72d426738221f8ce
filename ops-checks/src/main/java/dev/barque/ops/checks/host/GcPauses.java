package dev.barque.ops.checks.host;

import static dev.barque.ops.checks.internal.Figures.percent;
import static dev.barque.ops.checks.internal.Figures.time;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.Verdict.Finding;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.util.Set;

/**
 * Does garbage collection leave the process enough time? Looks at the pauses of the last while: their share of the time,
 * and the longest. Work that collectors do beside the program is no pause.
 *
 * @param degradedShare share of the time above which it is degraded
 * @param unhealthyShare share above which it is unhealthy
 * @param longest a single pause above this is degraded
 * @param window how far back pauses are looked at
 */
public record GcPauses(double degradedShare, double unhealthyShare, Duration longest, Duration window)
        implements HealthCheck {
    private static final String ID = "gc-pauses";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            ID,
            "Does garbage collection leave the process enough time?",
            Set.of(Host.class),
            Duration.ofSeconds(2),
            Criticality.IMPORTANT,
            Set.of("host", "pre-market"));

    /** 5 %, 25 %, 500 ms, over ten minutes. */
    public GcPauses() {
        this(0.05, 0.25, Duration.ofMillis(500), Duration.ofMinutes(10));
    }

    /** Refuses shares outside of 0 to 1 or out of order and durations that are not positive. */
    public GcPauses {
        CheckErrors.requireShare(ID, "degradedShare", degradedShare);
        CheckErrors.requireShare(ID, "unhealthyShare", unhealthyShare);
        CheckErrors.requireOrder(ID, "degradedShare", degradedShare, "unhealthyShare", unhealthyShare);
        CheckErrors.requirePositive(ID, "longest", longest);
        CheckErrors.requirePositive(ID, "window", window);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        Host.Pauses pauses = context.get(Host.class).pauses(window);
        Findings findings = new Findings();
        // A young process has little time to share: its first collection would always be too much of it.
        Duration span =
                pauses.observed().compareTo(window.dividedBy(10)) < 0 ? window.dividedBy(10) : pauses.observed();
        double share = pauses.total().toNanos() / (double) span.toNanos();
        findings.above(
                share,
                degradedShare,
                unhealthyShare,
                () -> new Finding(
                        "pauses of the last " + time(span),
                        time(pauses.total()) + " in all, " + percent(share) + " of the time",
                        "at most " + percent(share > unhealthyShare ? unhealthyShare : degradedShare),
                        "Look at the heap that is kept after collections; give more heap with -Xmx, or find what"
                                + " allocates (jcmd PID JFR.start)."));
        if (pauses.longest().compareTo(longest) > 0) {
            findings.degraded(
                    "longest pause of the last " + time(span),
                    time(pauses.longest()) + ", " + pauses.cause(),
                    "at most " + time(longest),
                    "Use a collector with short pauses (-XX:+UseZGC), lock memory against swapping, and call System.gc"
                            + " nowhere.");
        }
        return findings.or(
                "Pauses took at most " + percent(degradedShare) + " of the time and " + time(longest) + " each.");
    }
}
