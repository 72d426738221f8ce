package dev.barque.ops;

import java.time.Instant;
import java.util.Set;

/**
 * A time in which trouble is expected: checks run and their results are kept, but nobody is alarmed.
 *
 * @param of ids of checks or names of groups; empty for all checks
 * @param from its first instant
 * @param to the instant after its last one
 * @param reason why, for those who look at reports meanwhile
 */
public record MaintenanceWindow(Set<String> of, Instant from, Instant to, String reason) {
    /** Copies the names; refuses a window without time or reason. */
    public MaintenanceWindow {
        of = Set.copyOf(of);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A maintenance window must end after " + from + " but ends at " + to);
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A maintenance window from " + from + " needs a reason");
        }
    }

    boolean covers(HealthCheck.Descriptor check, Instant at) {
        return !at.isBefore(from)
                && at.isBefore(to)
                && (of.isEmpty()
                        || of.contains(check.id())
                        || check.groups().stream().anyMatch(of::contains));
    }
}
