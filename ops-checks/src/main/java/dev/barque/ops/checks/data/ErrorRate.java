package dev.barque.ops.checks.data;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.util.Set;

/**
 * How much fails? Fewer operations than {@code leastOperations} in the window say nothing bad: then failures are compared with
 * that number.
 *
 * @param degradedShare share of failures above which it is degraded
 * @param unhealthyShare share of failures above which it is unhealthy
 * @param leastOperations operations that a share is of at least
 */
public record ErrorRate(double degradedShare, double unhealthyShare, int leastOperations) implements HealthCheck {
    private static final String REMEDY =
            "Read the last error and the log around it; what fails again and again is mended"
                    + " at its cause, not tried again.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "error-rate",
            "How much fails?",
            Set.of(OutcomeCounter.class),
            Duration.ofSeconds(2),
            Criticality.IMPORTANT,
            Set.of("readiness"));

    /** 1 % and 10 %, of at least 50 operations. */
    public ErrorRate() {
        this(0.01, 0.1, 50);
    }

    /** Refuses shares outside of 0 to 1 or out of order, and no operations. */
    public ErrorRate {
        CheckErrors.requireShareOrNone(DESCRIPTOR.id(), "degradedShare", degradedShare);
        CheckErrors.requireShareOrNone(DESCRIPTOR.id(), "unhealthyShare", unhealthyShare);
        CheckErrors.requireOrder(DESCRIPTOR.id(), "degradedShare", degradedShare, "unhealthyShare", unhealthyShare);
        CheckErrors.requireAtLeast(DESCRIPTOR.id(), "leastOperations", 1, leastOperations);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        OutcomeCounter.Outcomes outcomes = context.get(OutcomeCounter.class).outcomes();
        long all = outcomes.successes() + outcomes.failures();
        double share = outcomes.failures() / (double) Math.max(leastOperations, all);
        String where = "the last " + Figures.time(outcomes.window());
        String observed = outcomes.failures() + " of " + Figures.count(all, "operation") + " failed; the last error: "
                + outcomes.lastError();
        Findings findings = new Findings();
        if (share > unhealthyShare) {
            findings.unhealthy(where, observed, "at most " + Figures.percent(unhealthyShare), REMEDY);
        } else if (share > degradedShare) {
            findings.degraded(where, observed, "at most " + Figures.percent(degradedShare), REMEDY);
        }
        return findings.or(
                outcomes.failures() + " of " + Figures.count(all, "operation") + " failed in " + where + ".");
    }
}
