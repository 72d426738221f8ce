package dev.barque.ops;

import java.util.List;
import java.util.Optional;

/**
 * What a {@link HealthRunner} knows about one check. Immutable.
 *
 * @param result the last result, or an unknown one that says why there is none that counts
 * @param status what is shown: that of the result, unless damping holds it back for now
 * @param explainedBy the check whose trouble explains why this one was not run
 * @param maintenance why its trouble is expected now: the reason of a maintenance window
 * @param isFlapping whether it changes so often that its status says little
 * @param recent the statuses of its last results, the oldest first, at most 20
 */
public record CheckState(
        CheckResult result,
        HealthStatus status,
        Optional<String> explainedBy,
        Optional<String> maintenance,
        boolean isFlapping,
        List<HealthStatus> recent) {
    /** The id of the check. */
    public String id() {
        return result.check().id();
    }

    /** What the last result said. */
    public HealthStatus observed() {
        return HealthStatus.of(result.verdict());
    }

    /** Whether damping shows something else than what was observed. */
    public boolean isDamped() {
        return explainedBy.isEmpty() && status != observed();
    }

    /** Whether somebody has to be told: it is not healthy, nothing explains it and nobody expected it. */
    public boolean isAlarming() {
        return status != HealthStatus.HEALTHY && explainedBy.isEmpty() && maintenance.isEmpty();
    }

    /** The findings of the last result; empty for healthy and unknown ones. */
    public List<Verdict.Finding> findings() {
        if (result.verdict() instanceof Verdict.Degraded degraded) {
            return degraded.findings();
        }
        return result.verdict() instanceof Verdict.Unhealthy unhealthy ? unhealthy.findings() : List.of();
    }

    /** The last result in a line: the summary, the reason, or the first finding and how many more there are. */
    public String text() {
        if (result.verdict() instanceof Verdict.Healthy healthy) {
            return healthy.summary();
        }
        if (result.verdict() instanceof Verdict.Unknown unknown) {
            return unknown.reason();
        }
        Verdict.Finding first = findings().get(0);
        int more = findings().size() - 1;
        return first.where() + ": " + first.observed() + (more == 0 ? "" : ", and " + more + " more");
    }

    /** How bad it is for the whole, given how critical the check is; healthy while it does not alarm. */
    HealthStatus weight() {
        if (!isAlarming()) {
            return HealthStatus.HEALTHY;
        }
        return switch (result.check().criticality()) {
            case ADVISORY -> HealthStatus.HEALTHY;
            case IMPORTANT -> HealthStatus.DEGRADED;
            case CRITICAL -> status;
        };
    }
}
