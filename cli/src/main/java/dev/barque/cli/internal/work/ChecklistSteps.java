package dev.barque.cli.internal.work;

import dev.barque.cli.internal.CliErrors;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.ops.backup.Backup;
import dev.barque.ops.backup.BackupRetention;
import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.DirectoryTarget;
import dev.barque.ops.backup.DrillReport;
import dev.barque.ops.checklist.Checklist;
import dev.barque.ops.checklist.ChecklistItem;
import dev.barque.ops.checklist.ChecklistStep;
import dev.barque.ops.checklist.MaintenanceStep;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.MaintenanceTasks;
import dev.barque.ops.maintenance.tasks.MaintainedDatabase;
import dev.barque.store.LogStat;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.SealReport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command can do of a checklist: maintenance tasks that have all that they need, the work {@code seal}, and with backups the
 * work {@code drill}.
 */
public record ChecklistSteps(
        Path home, @Nullable Path backups, @Nullable MaintainedDatabase database, MaintenanceTasks tasks, Clock clock) {
    /** By the ids of the items. */
    public Map<String, ChecklistStep> of(Checklist list) {
        Map<String, ChecklistStep> steps = new HashMap<>();
        for (ChecklistItem item : list.items()) {
            if (item instanceof ChecklistItem.Maintain maintain) {
                MaintenanceContext.Builder context = MaintainContexts.of(
                        home, ProfileChoice.of("V1"), backups, BackupRetention.standard(), database, clock);
                maintain.settings().forEach(context::set);
                MaintenanceContext built = context.build();
                if (suffices(maintain.task(), built)) {
                    steps.put(item.id(), new MaintenanceStep(tasks, maintain.task(), built));
                }
            } else if (item instanceof ChecklistItem.Work && item.id().equals("seal")) {
                steps.put(item.id(), new Seal(home, clock));
            } else if (item instanceof ChecklistItem.Work && item.id().equals("drill") && backups != null) {
                steps.put(
                        item.id(),
                        new RestoreDrill(Backups.in(DirectoryTarget.at(backups))
                                .clock(clock)
                                .build()));
            }
        }
        return steps;
    }

    /** A task that nobody knows is a step all the same: it says so. */
    private boolean suffices(String task, MaintenanceContext context) {
        return tasks.descriptors().stream()
                .filter(known -> known.id().equals(task))
                .map(MaintenanceTask.Descriptor::needs)
                .allMatch(needs -> needs.stream().allMatch(context::has));
    }

    private record Seal(Path home, Clock clock) implements ChecklistStep {
        @Override
        public Optional<String> plan() {
            LogStat log = LogStat.of(home);
            return Optional.of(
                    log.unsealedRows() == 0
                            ? "Nothing has to be sealed."
                            : "Rows of ended dates would be sealed; the log has " + log.unsealedRows() + " in all.");
        }

        @Override
        public String run() {
            try (ParquetFeatureStore store = ParquetFeatureStore.builder(home).open(clock)) {
                SealReport report = store.sealEnded(TradingCalendars.usEquities());
                return report.rows() == 0
                        ? "Nothing had to be sealed."
                        : report.rows() + " rows sealed into " + report.partitions() + " partitions.";
            }
        }
    }

    private record RestoreDrill(Backups backups) implements ChecklistStep {
        @Override
        public Optional<String> plan() {
            List<Backup> all = backups.list();
            return all.isEmpty()
                    ? Optional.empty()
                    : Optional.of("Backup " + all.get(all.size() - 1).id()
                            + " would be restored to the directory for temporary files and read; the last drill that was passed: "
                            + backups.lastPassedDrill()
                                    .map(drill -> drill.at().toString())
                                    .orElse("none") + ".");
        }

        @Override
        public String run() {
            DrillReport report = backups.drill(backups.latest(), Path.of(System.getProperty("java.io.tmpdir")));
            if (!report.isPassed()) {
                throw CliErrors.drillFailed(report.id(), report.problems());
            }
            return "Backup " + report.id() + " was restored and read: " + report.files() + " files, " + report.rows()
                    + " rows.";
        }
    }
}
