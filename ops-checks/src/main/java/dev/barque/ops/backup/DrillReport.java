package dev.barque.ops.backup;

import java.time.Instant;
import java.util.List;

/**
 * A backup was restored aside, opened and read, and taken away again.
 *
 * @param id of the backup
 * @param at when, by the clock of who did it
 * @param files how many were restored; 0 when that failed
 * @param partitions of feature rows that were read from their manifests to their last values
 * @param rows in these
 * @param logRows rows that were still in the log and were found there
 * @param barFiles files of bars that were read
 * @param problems what went wrong, in words; empty when the backup is one that can be relied upon
 */
public record DrillReport(
        String id,
        Instant at,
        long files,
        long partitions,
        long rows,
        long logRows,
        long barFiles,
        List<String> problems) {
    /** Copies the list. */
    public DrillReport {
        problems = List.copyOf(problems);
    }

    /** Whether it could be restored and read. */
    public boolean isPassed() {
        return problems.isEmpty();
    }
}
