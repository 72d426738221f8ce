package dev.barque.ops.maintenance;

import java.util.List;

/**
 * What an apply did. Immutable.
 *
 * @param task the id of the task
 * @param run by which the journal names it; empty when there was nothing to do
 * @param steps those that were gone through, in order
 * @param notes those of the plan
 * @param planned how many steps the plan had
 */
public record MaintenanceReport(String task, String run, List<Applied> steps, List<String> notes, int planned) {
    /** Copies the lists. */
    public MaintenanceReport {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }

    /** A step and what came of it. */
    public record Applied(PlannedStep step, StepOutcome outcome) {}

    /** How many bytes were set free. */
    public long bytes() {
        return steps.stream().mapToLong(step -> step.outcome().bytes()).sum();
    }

    /** How many steps had this result. */
    public long count(StepOutcome.Result result) {
        return steps.stream().filter(step -> step.outcome().result() == result).count();
    }

    /** Whether the apply was stopped before its last step. */
    public boolean isCancelled() {
        return steps.size() < planned;
    }

    /** Whether nothing of the plan is left to do. */
    public boolean isComplete() {
        return !isCancelled() && count(StepOutcome.Result.LEFT) == 0;
    }
}
