package dev.barque.ops.checks.data;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import dev.barque.ops.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Gathers what a check finds; the worst of it decides. Used by one thread. */
final class Findings {
    /** What an operator can take in; the rest is counted. */
    private static final int MOST = 50;

    private final List<Verdict.Finding> unhealthy = new ArrayList<>();
    private final List<Verdict.Finding> degraded = new ArrayList<>();
    private long left;

    /** It does not work. */
    void unhealthy(String where, String observed, String expected, String remedy) {
        add(unhealthy, new Verdict.Finding(where, observed, expected, remedy));
    }

    /** It works, but not as well as it should. */
    void degraded(String where, String observed, String expected, String remedy) {
        add(degraded, new Verdict.Finding(where, observed, expected, remedy));
    }

    /** Data that cannot be read; anything else than damaged data goes on to who runs the check. */
    void unreadable(String where, BarqueException problem) {
        if (problem.concern() != Concern.DATA) {
            throw problem;
        }
        unhealthy(
                where,
                String.valueOf(problem.getMessage()),
                "data that can be read",
                "Look at it with 'barque store verify'; repair it, restore it from a backup, or ingest it again.");
    }

    boolean isEmpty() {
        return unhealthy.isEmpty() && degraded.isEmpty();
    }

    /** What was found, or that all is well. */
    Verdict or(String summary) {
        if (isEmpty()) {
            return new Verdict.Healthy(summary);
        }
        List<Verdict.Finding> all = new ArrayList<>(unhealthy);
        all.addAll(degraded);
        if (left > 0) {
            all.add(new Verdict.Finding(
                    "the rest",
                    left + " more findings of this kind",
                    "none",
                    "Deal with those that are listed, then look again."));
        }
        return unhealthy.isEmpty() ? new Verdict.Degraded(all) : new Verdict.Unhealthy(all);
    }

    private void add(List<Verdict.Finding> to, Verdict.Finding finding) {
        if (to.size() < MOST) {
            to.add(finding);
        } else {
            left++;
        }
    }
}
