package dev.barque.ops.maintenance.tasks;

import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Symbol;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.StepOutcome;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.regeneration.RegenerationMode;
import dev.barque.store.regeneration.RegenerationReport;
import dev.barque.store.regeneration.Regenerator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Computes feature rows of dates and symbols that have bars and no row. Rows that are there stay as they are. A date whose bars do not
 * suffice for a row is planned again each time: nothing but computing tells.
 */
public final class MissingFeatures implements MaintenanceTask {
    private static final String WHERE = "features of ";

    /** With its standard settings. */
    public MissingFeatures() {}

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "missing-features",
                "Computes feature rows of dates that have bars and no rows.",
                Set.of(Recomputation.class),
                List.of(
                        new Setting("first", "the first date to look at; that of the oldest bars when absent", ""),
                        new Setting("last", "the last date to look at; that of the newest bars when absent", "")),
                Set.of("evening", "data"));
    }

    @Override
    public MaintenancePlan plan(MaintenanceContext context) {
        Recomputation how = context.get(Recomputation.class);
        List<PlannedStep> steps = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        LocalDate first = context.date("first").orElse(LocalDate.MIN);
        LocalDate last = context.date("last").orElse(LocalDate.MAX);
        try (ParquetFeatureStore store = builder(context, how).openReadOnly()) {
            for (LocalDate date : how.bars().dates()) {
                if (!date.isBefore(first) && !date.isAfter(last)) {
                    try {
                        Set<Symbol> missing = missing(store, how, date);
                        if (!missing.isEmpty()) {
                            steps.add(new PlannedStep(
                                    WHERE + date + " in " + how.set().id(),
                                    "compute rows of " + some(missing),
                                    0,
                                    missing.size()));
                        }
                    } catch (BarqueException e) {
                        notes.add("bars of " + date + " are left: " + e.getMessage());
                    }
                }
            }
        }
        return new MaintenancePlan(steps, notes);
    }

    @Override
    public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
        Recomputation how = context.get(Recomputation.class);
        LocalDate date = LocalDate.parse(step.where().substring(WHERE.length(), WHERE.length() + 10));
        Set<Symbol> missing;
        // Opening for writing leaves its mark in the log: a look comes first.
        try (ParquetFeatureStore store = builder(context, how).openReadOnly()) {
            missing = missing(store, how, date);
        }
        if (missing.isEmpty()) {
            return StepOutcome.unneeded("every symbol has rows by now");
        }
        try (ParquetFeatureStore store = builder(context, how).open(context.clock())) {
            RegenerationReport done = Regenerator.of(store, how.computes())
                    .mode(RegenerationMode.MISSING_ONLY)
                    .fileAccess(context.files())
                    .build(context.clock())
                    .regenerate(List.of(date), missing, how.set().id());
            // Other tools read the Parquet files, not the log.
            store.seal(date);
            if (!done.failures().isEmpty()) {
                return StepOutcome.left(done.failures().get(0).message());
            }
            return done.written() == 0
                    ? StepOutcome.unneeded("its bars do not suffice for a row")
                    : StepOutcome.done(0, done.written() + " rows computed");
        }
    }

    private static Set<Symbol> missing(ParquetFeatureStore store, Recomputation how, LocalDate date) {
        Set<Symbol> missing = new TreeSet<>();
        for (Symbol symbol : how.bars().symbols(date)) {
            if (store.rows(how.set().id(), symbol, date).isEmpty()) {
                missing.add(symbol);
            }
        }
        return missing;
    }

    private static ParquetFeatureStore.Builder builder(MaintenanceContext context, Recomputation how) {
        return ParquetFeatureStore.builder(context.home())
                .fileAccess(context.files())
                .set(how.set());
    }

    private static String some(Set<Symbol> symbols) {
        return symbols.size() == 1
                ? symbols.iterator().next().value()
                : symbols.iterator().next().value() + " and " + (symbols.size() - 1) + " more symbols";
    }
}
