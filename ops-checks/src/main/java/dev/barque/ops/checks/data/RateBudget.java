package dev.barque.ops.checks.data;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Do the calls that providers allow last until their counts begin anew? A limit that is used up is unhealthy. One of which more
 * than {@code warnShare} is used is degraded when it would be used up too early at the pace so far.
 *
 * @param warnShare used share from which on the pace is looked at
 */
public record RateBudget(double warnShare) implements HealthCheck {
    private static final String REMEDY =
            "Ask less often or in larger batches, keep answers, or get a larger allowance.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "rate-limit-budget",
            "Do the calls that providers allow last?",
            Set.of(RateBudgets.class),
            Duration.ofSeconds(2),
            Criticality.IMPORTANT,
            Set.of("readiness", "pre-market"));

    /** From 80 % on. */
    public RateBudget() {
        this(0.8);
    }

    /** Refuses a share outside of 0 to 1. */
    public RateBudget {
        CheckErrors.requireShareOrNone(DESCRIPTOR.id(), "warnShare", warnShare);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        List<RateBudgets.Budget> budgets = context.get(RateBudgets.class).budgets();
        if (budgets.isEmpty()) {
            return new Verdict.Unknown("No provider has told a limit. Report the limits of the providers in use.");
        }
        Instant now = context.clock().instant();
        Findings findings = new Findings();
        budgets.forEach(budget -> look(budget, now, findings));
        return findings.or(
                "No limit of " + Figures.count(budgets.size(), "budget") + " will be used up before it resets.");
    }

    private void look(RateBudgets.Budget budget, Instant now, Findings findings) {
        if (!now.isBefore(budget.resets())) {
            return; // the count has begun anew since
        }
        String observed = budget.used() + " of " + budget.limit() + " calls used, resets at " + budget.resets();
        if (budget.used() >= budget.limit()) {
            findings.unhealthy(budget.provider(), observed, "calls left", REMEDY);
            return;
        }
        double used = budget.used() / (double) budget.limit();
        double passed = Duration.between(budget.since(), now).toMillis()
                / (double) Duration.between(budget.since(), budget.resets()).toMillis();
        if (used >= warnShare && used > passed) {
            findings.degraded(
                    budget.provider(),
                    observed + ", " + Figures.percent(Math.max(0, passed)) + " of the time passed",
                    "a pace that lasts until then",
                    REMEDY);
        }
    }
}
