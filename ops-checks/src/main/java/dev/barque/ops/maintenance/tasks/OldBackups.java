package dev.barque.ops.maintenance.tasks;

import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.StepOutcome;
import java.util.List;
import java.util.Set;

/** Deletes backups that the host's rule lets go. Which ones these are the {@link BackupShelf} knows. */
public final class OldBackups implements MaintenanceTask {
    private static final String WHERE = "backup ";

    /** It has no settings: the rule is the shelf's. */
    public OldBackups() {}

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "old-backups",
                "Deletes backups that the rule for their retention lets go.",
                Set.of(BackupShelf.class),
                List.of(),
                Set.of("weekly", "data"));
    }

    @Override
    public MaintenancePlan plan(MaintenanceContext context) {
        return new MaintenancePlan(
                context.get(BackupShelf.class).due().stream()
                        .map(one -> new PlannedStep(
                                WHERE + one.id(),
                                "delete the backup of " + one.takenAt() + ": " + one.reason(),
                                one.bytes(),
                                1))
                        .toList(),
                List.of());
    }

    @Override
    public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
        BackupShelf shelf = context.get(BackupShelf.class);
        String id = step.where().substring(WHERE.length());
        // The rule is asked again: a backup that something has come to rest on since stays.
        if (shelf.due().stream().noneMatch(one -> one.id().equals(id)) || !shelf.delete(id)) {
            return StepOutcome.unneeded("it is gone, or is to stay as things stand now");
        }
        return StepOutcome.done(step.bytes(), "deleted");
    }
}
