package dev.barque.cli;

import dev.barque.cli.internal.console.Progress;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenanceListener;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceReport;
import dev.barque.ops.maintenance.MaintenanceTasks;
import dev.barque.ops.maintenance.PlannedStep;
import dev.barque.ops.maintenance.StepOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code barque maintain apply}. */
@Command(
        name = "apply",
        description = "Does what a maintenance task plans, step by step, and writes each step down in"
                + " HOME/maintenance/journal.jsonl before it begins. Without --yes it only shows the plan. Exits with 1 when"
                + " something is left to do.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque maintain apply seal --home demo-home --yes",
            "  barque maintain apply orphaned-temporaries --home demo-home",
            "  barque maintain apply decision-archive --home demo-home --set keep-days=7 --yes --json",
            "",
            "Killed at any moment, it can be called again: each step is done as a whole or not at all."
        })
final class MaintainApplyCommand extends Verb {
    @Parameters(paramLabel = "TASK", description = "Which task.")
    @SuppressWarnings("NullAway.Init")
    private String task;

    @Option(names = "--yes", description = "Do it. Without this nothing is changed.")
    private boolean yes;

    @Mixin
    private final MaintainContextOptions options = new MaintainContextOptions();

    @Mixin
    private final MaintainTasksOption tasks = new MaintainTasksOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    MaintainApplyCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        MaintenanceTasks all = tasks.tasks();
        MaintenanceContext context =
                options.context(shell().clock(), tasks.path()).build();
        return yes ? apply(all, context) : show(all.plan(task, context));
    }

    private int show(MaintenancePlan plan) {
        if (json.isWanted()) {
            printJson(MaintainText.tree(task, plan));
        } else {
            print(MaintainText.plan(task, plan));
        }
        if (plan.steps().isEmpty()) {
            return ExitCode.OK;
        }
        note("Nothing was changed. Add --yes to do it.");
        return ExitCode.FINDING;
    }

    private int apply(MaintenanceTasks all, MaintenanceContext context) {
        MaintenanceReport report;
        try (Progress.Task shown = progress().start("Applying " + task, "steps", -1)) {
            report = all.apply(task, context, new MaintenanceListener() {
                @Override
                public void began(PlannedStep step, int before, int of) {
                    shown.say(step.where() + ", " + (before + 1) + " of " + of);
                }

                @Override
                public void ended(PlannedStep step, StepOutcome outcome, int done, int of) {
                    shown.to(done);
                }
            });
        }
        if (json.isWanted()) {
            printJson(MaintainText.tree(report));
        } else {
            print(MaintainText.report(report));
        }
        return report.isComplete() ? ExitCode.OK : ExitCode.FINDING;
    }
}
