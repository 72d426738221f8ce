package dev.barque.ops.maintenance.tasks;

import dev.barque.core.feature.Lookback;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.StepOutcome;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.SealReport;
import java.util.List;
import java.util.Set;

/** Moves rows from the log of a home to Parquet files, which other tools read. Needs that no store is open for writing. */
public final class LogSeal implements MaintenanceTask {
    private static final String WHERE = "log";

    /** It has no settings. */
    public LogSeal() {}

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "seal", "Moves rows from the log to Parquet files.", Set.of(), List.of(), Set.of("evening", "data"));
    }

    @Override
    public MaintenancePlan plan(MaintenanceContext context) {
        try (ParquetFeatureStore store = builder(context).openReadOnly()) {
            long rows = store.openReport().rows();
            return new MaintenancePlan(
                    rows == 0 ? List.of() : List.of(new PlannedStep(WHERE, "seal the rows of the log", 0, rows)),
                    store.openReport().damages().stream()
                            .map(damage -> "log: " + damage)
                            .toList());
        }
    }

    @Override
    public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
        // Opening for writing leaves its mark in the log: a look comes first.
        if (plan(context).steps().isEmpty()) {
            return StepOutcome.unneeded("the log holds no rows");
        }
        try (ParquetFeatureStore store = builder(context).open(context.clock())) {
            SealReport done = store.seal();
            return done.rows() == 0
                    ? StepOutcome.unneeded("the log holds no rows")
                    : StepOutcome.done(0, done.rows() + " rows sealed into " + done.partitions() + " partitions");
        }
    }

    private static ParquetFeatureStore.Builder builder(MaintenanceContext context) {
        ParquetFeatureStore.Builder store =
                ParquetFeatureStore.builder(context.home()).fileAccess(context.files());
        ParquetFeatureStore.recordedSets(context.home(), Lookback.sameDate()).forEach(store::set);
        return store;
    }
}
