package dev.barque.ops.checks.internal;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.ops.Verdict;
import dev.barque.ops.Verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Gathers what a check finds; the worst of it decides, and comes first. Used by one thread. */
public final class Findings {
    /** What an operator can take in; the rest is counted. */
    private static final int MOST = 50;

    private final List<Finding> unhealthy = new ArrayList<>(0);
    private final List<Finding> degraded = new ArrayList<>(0);
    private long left;

    /** It does not work. */
    public void unhealthy(String where, String observed, String expected, String remedy) {
        add(unhealthy, new Finding(where, observed, expected, remedy));
    }

    /** It works, but not as well as it should. */
    public void degraded(String where, String observed, String expected, String remedy) {
        add(degraded, new Finding(where, observed, expected, remedy));
    }

    /** Trouble above one of two limits; above the second it is unhealthy. Below both no text is made. */
    public void above(double value, double degradedAbove, double unhealthyAbove, Supplier<Finding> finding) {
        if (value > unhealthyAbove) {
            add(unhealthy, finding.get());
        } else if (value > degradedAbove) {
            add(degraded, finding.get());
        }
    }

    /** Data that cannot be read; anything else than damaged data goes on to who runs the check. */
    public void unreadable(String where, BarqueException problem) {
        if (problem.concern() != Concern.DATA) {
            throw problem;
        }
        unhealthy(
                where,
                String.valueOf(problem.getMessage()),
                "data that can be read",
                "Look at it with 'barque store verify'; repair it, restore it from a backup, or ingest it again.");
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return unhealthy.isEmpty() && degraded.isEmpty();
    }

    /** What was found, or that all is well. */
    public Verdict or(String summary) {
        if (isEmpty()) {
            return new Verdict.Healthy(summary);
        }
        List<Finding> all = new ArrayList<>(unhealthy);
        all.addAll(degraded);
        if (left > 0) {
            all.add(new Finding(
                    "the rest",
                    left + " more findings of this kind",
                    "none",
                    "Deal with those that are listed, then look again."));
        }
        return unhealthy.isEmpty() ? new Verdict.Degraded(all) : new Verdict.Unhealthy(all);
    }

    private void add(List<Finding> to, Finding finding) {
        if (to.size() < MOST) {
            to.add(finding);
        } else {
            left++;
        }
    }
}
