package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.core.error.BarqueException;
import dev.barque.ops.maintenance.MaintenanceContext;
import dev.barque.ops.maintenance.MaintenancePlan;
import dev.barque.ops.maintenance.MaintenanceTask.Descriptor;
import dev.barque.ops.maintenance.MaintenanceTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code barque maintain plan}. */
@Command(
        name = "plan",
        description = "Shows what a maintenance task would do, or what all of them would. Changes nothing. Exits with 1"
                + " when one of several tasks cannot say.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque maintain plan seal --home demo-home",
            "  barque maintain plan feature-retention --home demo-home --set keep-days=30 --set today=2025-10-29",
            "  barque maintain plan --group evening --home demo-home --json",
            "",
            "Without a task: each that needs no more than a home. Without --profile: as V1 computes features."
        })
final class MaintainPlanCommand extends Verb {
    @Parameters(arity = "0..1", paramLabel = "TASK", description = "Which task; all when it is not said.")
    private @Nullable String task;

    @Mixin
    private final MaintainContextOptions options = new MaintainContextOptions();

    @Mixin
    private final MaintainTasksOption tasks = new MaintainTasksOption();

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "Only the tasks of a group, such as evening or weekly.")
    private @Nullable String group;

    @Mixin
    private final JsonOption json = new JsonOption();

    MaintainPlanCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        MaintenanceTasks all = tasks.tasks();
        MaintenanceContext context =
                options.context(shell().clock(), tasks.path()).build();
        String one = task;
        if (one != null) {
            MaintenancePlan plan = all.plan(one, context);
            if (json.isWanted()) {
                printJson(MaintainText.tree(one, plan));
            } else {
                print(MaintainText.plan(one, plan));
            }
            return ExitCode.OK;
        }
        if (options.isAnythingSet()) {
            throw new ParameterException(spec().commandLine(), "--set is about one task: say which");
        }
        return planAll(all, context);
    }

    private int planAll(MaintenanceTasks all, MaintenanceContext context) {
        List<Object> trees = new ArrayList<>();
        boolean failed = false;
        for (Descriptor each : all.descriptors()) {
            if ((group == null || each.groups().contains(group)) && MaintainContextOptions.suffices(each, context)) {
                Map<String, @Nullable Object> tree;
                String text;
                try {
                    MaintenancePlan plan = all.plan(each.id(), context);
                    tree = MaintainText.tree(each.id(), plan);
                    text = MaintainText.plan(each.id(), plan);
                } catch (BarqueException e) {
                    if (e.code().equals("maintenance.other-database")) {
                        continue; // the database is another task's
                    }
                    failed = true;
                    tree = JsonText.object();
                    tree.put("task", each.id());
                    tree.put("error", e.getMessage());
                    tree.put("code", e.code());
                    text = each.id() + ": " + e.getMessage() + " [" + e.code() + "]";
                }
                trees.add(tree);
                if (!json.isWanted()) {
                    print(text);
                }
            }
        }
        if (trees.isEmpty()) {
            throw new ParameterException(spec().commandLine(), "No task is in the group '" + group + "'");
        }
        if (json.isWanted()) {
            Map<String, @Nullable Object> tree = JsonText.object();
            tree.put("home", options.home());
            tree.put("plans", trees);
            printJson(tree);
        }
        return failed ? ExitCode.FINDING : ExitCode.OK;
    }
}
