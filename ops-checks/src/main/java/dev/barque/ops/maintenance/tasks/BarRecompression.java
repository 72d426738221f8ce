package dev.barque.ops.maintenance.tasks;

import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.StepOutcome;
import dev.barque.store.care.BarFiles;
import dev.barque.store.care.HomeCare;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes files of bars anew as Parquet with zstd, which every reader opens: those that the published system packed with gzip, and those
 * in snappy, gzip or nothing. Every value is read back and compared before the old file goes.
 */
public final class BarRecompression implements MaintenanceTask {
    private static final String WHERE = "data_l1/l1_";

    /** With its standard settings. */
    public BarRecompression() {}

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "bar-recompression",
                "Writes files of bars anew with zstd, also those that the published system packed with gzip.",
                Set.of(),
                List.of(new Setting(
                        "keep-days",
                        "how many days before today are left alone, by the clock; nothing is lost either way",
                        "7")),
                Set.of("evening", "data"));
    }

    @Override
    public MaintenancePlan plan(MaintenanceContext context) {
        LocalDate before =
                LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC).minusDays(context.number("keep-days"));
        List<String> notes = new ArrayList<>();
        Map<LocalDate, PlannedStep> steps = new LinkedHashMap<>();
        for (BarFiles.Packable file : bars(context).packable(before)) {
            if (file.problem().isPresent()) {
                notes.add(context.home().relativize(file.file()) + " is left: "
                        + file.problem().get());
            } else {
                steps.merge(
                        file.date(),
                        new PlannedStep(
                                WHERE + file.date(),
                                "write anew with zstd what has " + file.bytes() + " bytes",
                                0,
                                file.rows()),
                        (one, other) -> one);
            }
        }
        return new MaintenancePlan(List.copyOf(steps.values()), notes);
    }

    @Override
    public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
        LocalDate date = LocalDate.parse(step.where().substring(WHERE.length()));
        if (!bars(context).isPackable(date)) {
            return StepOutcome.unneeded("it is packed with zstd already, or not there");
        }
        long saved = bars(context).repack(date);
        return StepOutcome.done(saved, saved < 0 ? -saved + " bytes more" : saved + " bytes less");
    }

    private static BarFiles bars(MaintenanceContext context) {
        return HomeCare.of(context.home(), context.files()).barFiles();
    }
}
