package dev.barque.ops.checks.internal;

import dev.barque.ops.Verdict;
import dev.barque.ops.Verdict.Finding;
import java.util.ArrayList;
import java.util.List;

/** Collects findings and gives the verdict of the worst of them; those that are unhealthy come first. Not thread-safe. */
public final class Troubles {
    private final List<Finding> unhealthy = new ArrayList<>();
    private final List<Finding> degraded = new ArrayList<>();

    /** It does not work. */
    public void unhealthy(String where, String observed, String expected, String remedy) {
        unhealthy.add(new Finding(where, observed, expected, remedy));
    }

    /** It works less well than it should. */
    public void degraded(String where, String observed, String expected, String remedy) {
        degraded.add(new Finding(where, observed, expected, remedy));
    }

    /** Trouble above one of two limits, whichever is the worse; above the second it is unhealthy. */
    public void above(double value, double degradedAbove, double unhealthyAbove, Finding finding) {
        if (value > unhealthyAbove) {
            unhealthy.add(finding);
        } else if (value > degradedAbove) {
            degraded.add(finding);
        }
    }

    /** Whether nothing was found. */
    public boolean none() {
        return unhealthy.isEmpty() && degraded.isEmpty();
    }

    /** All that was found, or that all is well. */
    public Verdict verdict(String healthySummary) {
        if (none()) {
            return new Verdict.Healthy(healthySummary);
        }
        List<Finding> all = new ArrayList<>(unhealthy);
        all.addAll(degraded);
        return unhealthy.isEmpty() ? new Verdict.Degraded(all) : new Verdict.Unhealthy(all);
    }
}
