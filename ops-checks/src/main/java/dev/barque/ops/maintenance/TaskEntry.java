package dev.barque.ops.maintenance;

import dev.barque.core.error.BarqueException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One task as it was collected: the boundary behind which plug-in code runs.
 *
 * @param descriptor what it said about itself
 * @param plugin what messages call it
 * @param task itself; null when it never came so far
 * @param failure what kept it from that
 */
record TaskEntry(
        MaintenanceTask.Descriptor descriptor,
        String plugin,
        @Nullable MaintenanceTask task,
        @Nullable Throwable failure) {
    static TaskEntry of(MaintenanceTask task) {
        String type = task.getClass().getName();
        try {
            MaintenanceTask.Descriptor descriptor = Objects.requireNonNull(task.descriptor(), "its descriptor");
            return new TaskEntry(descriptor, "'" + descriptor.id() + "' (" + type + ")", task, null);
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            return unusable("unusable-" + Integer.toHexString(type.hashCode()), type, e);
        }
    }

    static TaskEntry unusable(String id, String type, Throwable failure) {
        return new TaskEntry(
                new MaintenanceTask.Descriptor(id, "Cannot be used: " + type + ".", Set.of(), List.of(), Set.of()),
                "'" + id + "' (" + type + ")",
                null,
                failure);
    }

    MaintenancePlan plan(MaintenanceContext context) {
        return called("planning", () -> usable().plan(context));
    }

    StepOutcome apply(PlannedStep step, MaintenanceContext context) {
        return called("applying '" + step.where() + "'", () -> usable().apply(step, context));
    }

    private <T> T called(String doing, Supplier<T> call) {
        try {
            return Objects.requireNonNull(call.get(), "what it returned");
        } catch (BarqueException e) {
            throw e;
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            throw MaintenanceErrors.broken(descriptor.id(), doing, e);
        }
    }

    private MaintenanceTask usable() {
        if (task == null) {
            throw MaintenanceErrors.broken(descriptor.id(), "being loaded", failure);
        }
        return task;
    }
}
