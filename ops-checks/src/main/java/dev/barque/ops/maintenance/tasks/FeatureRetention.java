package dev.barque.ops.maintenance.tasks;

import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.StepOutcome;
import dev.barque.store.care.FeatureDates;
import dev.barque.store.care.HomeCare;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes feature rows of old dates away, a whole date at a time. Only where two readings of the date agree, never the newest dates,
 * never a date of which something lies in quarantine. Names that are no dates are reported and left.
 */
public final class FeatureRetention implements MaintenanceTask {
    private static final String WHERE = "data/date=";

    /** With its standard settings. */
    public FeatureRetention() {}

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "feature-retention",
                "Deletes feature rows of dates that are older than a number of days.",
                Set.of(),
                List.of(
                        new Setting("keep-days", "how many days before the agreed date are kept", "30"),
                        new Setting("keep-newest", "how many of the newest dates are kept whatever their age", "5"),
                        Readings.TODAY,
                        Readings.AGREE),
                Set.of("weekly", "data"));
    }

    @Override
    public MaintenancePlan plan(MaintenanceContext context) {
        FeatureDates dates = dates(context);
        List<String> notes = new ArrayList<>();
        dates.strangers().forEach(name -> notes.add("data/" + name + " is no date: left, and not counted"));
        List<PlannedStep> steps = new ArrayList<>();
        for (LocalDate date : due(dates.dates(), context)) {
            FeatureDates.Dated found = dates.look(date);
            if (found.quarantined()) {
                notes.add(WHERE + date + " has a partition in quarantine: left; see quarantine-review");
            } else {
                steps.add(new PlannedStep(
                        WHERE + date, "delete the feature rows of the date", found.bytes(), found.files()));
            }
        }
        return new MaintenancePlan(steps, notes);
    }

    @Override
    public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
        FeatureDates dates = dates(context);
        LocalDate date = LocalDate.parse(step.where().substring(WHERE.length()));
        List<LocalDate> there = dates.dates();
        if (!there.contains(date)) {
            return StepOutcome.unneeded("it is not there any more");
        }
        if (!due(there, context).contains(date)) {
            return StepOutcome.left("it is not old enough as things stand now");
        }
        FeatureDates.Dated found = dates.look(date);
        if (found.quarantined()) {
            return StepOutcome.left("a partition of it lies in quarantine");
        }
        dates.remove(date);
        return StepOutcome.done(found.bytes(), found.files() + " files deleted");
    }

    private static FeatureDates dates(MaintenanceContext context) {
        return HomeCare.of(context.home(), context.files()).featureDates();
    }

    private static List<LocalDate> due(List<LocalDate> dates, MaintenanceContext context) {
        int newest = (int) Math.min(dates.size(), context.number("keep-newest"));
        List<LocalDate> old = dates.subList(0, dates.size() - newest);
        if (old.isEmpty()) {
            return List.of();
        }
        Optional<LocalDate> last = Optional.of(dates.get(dates.size() - 1));
        LocalDate keepFrom = Readings.agreed(context, last, "delete").minusDays(context.number("keep-days"));
        return old.stream().filter(date -> date.isBefore(keepFrom)).toList();
    }
}
