package dev.barque.ops.checklist;

import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceListener;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceReport;
import dev.barque.ops.maintenance.MaintenanceTasks;
import dev.barque.ops.maintenance.PlannedStep;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** A maintenance task as a step of a checklist: its plan says what would be done, and running it applies that. */
public final class MaintenanceStep implements ChecklistStep {
    private static final int SHOWN = 3;

    private final MaintenanceTasks tasks;
    private final String task;
    private final MaintenanceContext context;

    /**
     * A step.
     *
     * @param task the id of one of the tasks
     * @param context what the task works on, with its settings
     */
    public MaintenanceStep(MaintenanceTasks tasks, String task, MaintenanceContext context) {
        this.tasks = Objects.requireNonNull(tasks, "tasks");
        this.task = Objects.requireNonNull(task, "task");
        this.context = Objects.requireNonNull(context, "context");
    }

    @Override
    public Optional<String> plan() {
        MaintenancePlan plan = tasks.plan(task, context);
        if (plan.steps().isEmpty()) {
            return Optional.of(task + " has nothing to do." + notes(plan.notes()));
        }
        return Optional.of(task + " would do " + steps(plan.steps().size()) + freed(plan.bytes()) + ": "
                + plan.steps().stream().limit(SHOWN).map(PlannedStep::where).collect(Collectors.joining(", "))
                + (plan.steps().size() > SHOWN ? ", and more" : "") + "." + notes(plan.notes()));
    }

    /** Throws {@code checklist.left-undone} for what could not be done, having done the rest. */
    @Override
    public String run() {
        MaintenanceReport report = tasks.apply(task, context, new MaintenanceListener() {});
        if (!report.isComplete()) {
            throw ChecklistErrors.leftUndone(report);
        }
        return (report.planned() == 0
                        ? task + " had nothing to do."
                        : task + " did " + steps(report.planned()) + freed(report.bytes()) + ".")
                + notes(report.notes());
    }

    private static String freed(long bytes) {
        return bytes == 0 ? "" : ", " + bytes + " bytes freed";
    }

    private static String steps(int count) {
        return count == 1 ? "1 step" : count + " steps";
    }

    private static String notes(List<String> notes) {
        return notes.isEmpty()
                ? ""
                : " Note: " + notes.get(0) + (notes.size() == 1 ? "." : "; and " + (notes.size() - 1) + " more.");
    }
}
