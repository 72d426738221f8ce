package dev.barque.ops.maintenance.tasks;

import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceTask;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.StepOutcome;
import dev.barque.store.care.HomeCare;
import dev.barque.store.care.QuarantineCases;
import dev.barque.store.care.QuarantineCases.Case;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lists what lies in quarantine, and deletes a case when what replaces it was read from end to end and is whole, and the case is old
 * enough. What has nothing whole in its place stays for ever.
 */
public final class QuarantineReview implements MaintenanceTask {
    private static final String WHERE = "quarantine/";

    /** With its standard settings. */
    public QuarantineReview() {}

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                "quarantine-review",
                "Lists what lies in quarantine and deletes what was replaced by something that is whole.",
                Set.of(),
                List.of(new Setting("keep-days", "how many days a replaced case is kept, by the clock", "7")),
                Set.of("weekly", "data"));
    }

    @Override
    public MaintenancePlan plan(MaintenanceContext context) {
        List<PlannedStep> steps = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Case one : cases(context).list()) {
            Optional<String> stays = stays(one, context);
            String what = one.where().map(where -> where + ", ").orElse("") + one.found();
            if (stays.isPresent()) {
                notes.add(WHERE + one.name() + " (" + what + ", " + age(one, context) + ") stays: " + stays.get());
            } else {
                steps.add(new PlannedStep(
                        WHERE + one.name(), "delete what was replaced: " + what, one.bytes(), one.files()));
            }
        }
        return new MaintenancePlan(steps, notes);
    }

    @Override
    public StepOutcome apply(PlannedStep step, MaintenanceContext context) {
        QuarantineCases cases = cases(context);
        String name = step.where().substring(WHERE.length());
        Optional<Case> now =
                cases.list().stream().filter(one -> one.name().equals(name)).findFirst();
        if (now.isEmpty()) {
            return StepOutcome.unneeded("it is not there any more");
        }
        Optional<String> stays = stays(now.get(), context);
        if (stays.isPresent()) {
            return StepOutcome.left(stays.get());
        }
        cases.reclaim(name);
        return StepOutcome.done(now.get().bytes(), now.get().files() + " files deleted");
    }

    private static Optional<String> stays(Case one, MaintenanceContext context) {
        if (one.unreplaced().isPresent()) {
            return one.unreplaced();
        }
        Instant enough = context.clock().instant().minus(Duration.ofDays(context.number("keep-days")));
        return one.at().isPresent() && one.at().get().isAfter(enough)
                ? Optional.of("it was replaced, but is not " + context.number("keep-days") + " days old")
                : Optional.empty();
    }

    private static String age(Case one, MaintenanceContext context) {
        return one.at()
                .map(at -> Duration.between(at, context.clock().instant()).toDays() + " days old")
                .orElse("of unknown age");
    }

    private static QuarantineCases cases(MaintenanceContext context) {
        return HomeCare.of(context.home(), context.files()).quarantine();
    }
}
