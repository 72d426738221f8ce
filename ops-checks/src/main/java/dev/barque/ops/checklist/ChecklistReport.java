package dev.barque.ops.checklist;

import dev.barque.ops.CheckState;
import dev.barque.ops.HealthReport;
import dev.barque.ops.HealthStatus;
import java.util.List;
import java.util.Objects;

/**
 * What came of going through a checklist.
 *
 * @param checklist its name
 * @param health what the checks said
 * @param lines one for each item, in their order
 */
public record ChecklistReport(String checklist, HealthReport health, List<Line> lines) {
    /** Copies the lines. */
    public ChecklistReport {
        Objects.requireNonNull(health, "health");
        lines = List.copyOf(lines);
    }

    /** That of the checks, and unhealthy when a step failed. What is left to a person changes nothing. */
    public HealthStatus status() {
        return lines.stream().anyMatch(line -> line.outcome() == Outcome.FAILED)
                ? HealthStatus.UNHEALTHY
                : health.status();
    }

    /** The lines of an outcome, in their order. */
    public List<Line> with(Outcome outcome) {
        return lines.stream().filter(line -> line.outcome() == outcome).toList();
    }

    /** What became of an item. */
    public enum Outcome {
        /** No check of it found anything. */
        FINE,
        /** A check of it found something, or could not tell. */
        TROUBLE,
        /** The step could be done, and was not asked to be. */
        PLANNED,
        /** The step was done. */
        DONE,
        /** The step failed. */
        FAILED,
        /** A person has to look or do it. */
        TO_DO
    }

    /**
     * One item.
     *
     * @param id of the item
     * @param what of the item
     * @param outcome what became of it
     * @param text what was found or done, or what to do
     * @param checks those that answered it
     */
    public record Line(String id, String what, Outcome outcome, String text, List<CheckState> checks) {
        /** Copies the list. */
        public Line {
            Objects.requireNonNull(outcome, "outcome");
            checks = List.copyOf(checks);
        }
    }
}
