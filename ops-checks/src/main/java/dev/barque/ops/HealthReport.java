package dev.barque.ops;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a system is: its checks, and one status for all of them. Immutable.
 *
 * <p>The status of the whole is the worst of those that alarm, weighed by criticality: a critical check counts as it is, an important
 * one degrades, an advisory one changes nothing. Trouble in a maintenance window or explained by another check does not count. A whole
 * of which nothing is known is unknown.
 *
 * @param group which checks were asked for; empty for all
 * @param status of the whole
 * @param timestamp when it was made
 * @param version of the application, as its host named it
 * @param checks in the order in which they were collected
 * @param runner how the runner itself is
 */
public record HealthReport(
        Optional<String> group,
        HealthStatus status,
        Instant timestamp,
        String version,
        List<CheckState> checks,
        RunnerState runner) {
    /** Copies the checks. */
    public HealthReport {
        checks = List.copyOf(checks);
        Objects.requireNonNull(status, "status");
    }

    static HealthReport of(
            Optional<String> group, Instant timestamp, String version, List<CheckState> checks, RunnerState runner) {
        HealthStatus status = HealthStatus.HEALTHY;
        boolean known = false;
        for (CheckState check : checks) {
            status = status.or(check.weight());
            known |= check.status() != HealthStatus.UNKNOWN;
        }
        return new HealthReport(group, known ? status : HealthStatus.UNKNOWN, timestamp, version, checks, runner);
    }

    /** The checks of which somebody has to be told. */
    public List<CheckState> alarming() {
        return checks.stream().filter(CheckState::isAlarming).toList();
    }

    /** A check of the report. */
    public Optional<CheckState> find(String id) {
        return checks.stream().filter(check -> check.id().equals(id)).findFirst();
    }
}
