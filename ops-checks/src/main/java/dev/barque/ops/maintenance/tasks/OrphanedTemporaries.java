package dev.barque.ops.maintenance.tasks;

import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.StepOutcome;
import dev.barque.store.care.HomeCare;
import dev.barque.store.care.Leftovers;
import dev.barque.store.care.Leftovers.Leftover;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Deletes what killed writers wrote aside and never published, and ends removals that were broken off. */
public final class OrphanedTemporaries implements MaintenanceTask {
    /** With its standard settings. */
    public OrphanedTemporaries() {}

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "orphaned-temporaries",
                "Deletes files that killed processes wrote aside and never published.",
                Set.of(),
                List.of(new Setting(
                        "keep-minutes",
                        "how long a file must not have been written to, by the clock of the host",
                        "60")),
                Set.of("evening", "data"));
    }

    @Override
    public MaintenancePlan plan(MaintenanceContext context) {
        Instant before = context.clock().instant().minus(Duration.ofMinutes(context.number("keep-minutes")));
        List<PlannedStep> steps = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Leftover left : leftovers(context).list()) {
            if (left.changed().isAfter(before)) {
                notes.add(left.where() + " was written at " + left.changed() + ": left, somebody may be at it");
            } else {
                steps.add(new PlannedStep(left.where(), "delete what was left", left.bytes(), left.files()));
            }
        }
        return new MaintenancePlan(steps, notes);
    }

    @Override
    public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
        Leftovers leftovers = leftovers(context);
        Instant before = context.clock().instant().minus(Duration.ofMinutes(context.number("keep-minutes")));
        for (Leftover left : leftovers.list()) {
            if (left.where().equals(step.where())) {
                if (left.changed().isAfter(before)) {
                    return StepOutcome.left("it was written at " + left.changed());
                }
                leftovers.remove(left.where());
                return StepOutcome.done(left.bytes(), left.files() + " files deleted");
            }
        }
        return StepOutcome.unneeded("it is not there any more");
    }

    private static Leftovers leftovers(MaintenanceContext context) {
        return HomeCare.of(context.home(), context.files()).leftovers();
    }
}
