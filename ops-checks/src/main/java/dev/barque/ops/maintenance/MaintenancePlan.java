package dev.barque.ops.maintenance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a task would do now. Immutable.
 *
 * @param steps in the order in which they would be done; empty when there is nothing to do
 * @param notes what was seen and is left alone, for a person to look at
 */
public record MaintenancePlan(List<PlannedStep> steps, List<String> notes) {
    /** Copies the lists; two steps of one name are refused. */
    public MaintenancePlan {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
        Set<String> names = new HashSet<>();
        for (PlannedStep step : steps) {
            if (!names.add(step.where())) {
                throw new IllegalArgumentException("Two steps of a plan are both about '" + step.where() + "'");
            }
        }
    }

    /** How many bytes it sets free, about. */
    public long bytes() {
        return steps.stream().mapToLong(PlannedStep::bytes).sum();
    }

    /** How many things it is about. */
    public long count() {
        return steps.stream().mapToLong(PlannedStep::count).sum();
    }
}
