package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.ops.maintenance.MaintenanceTask.Descriptor;
import dev.barque.ops.maintenance.MaintenanceTask.Setting;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code barque maintain list}. */
@Command(
        name = "list",
        description = "Lists the maintenance tasks that there are, or the settings of one.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque maintain list",
            "  barque maintain list feature-retention",
            "  barque maintain list --json",
            "",
            "Nothing of a plug-in runs but its constructor and its description."
        })
final class MaintainListCommand extends Verb {
    @Parameters(arity = "0..1", paramLabel = "TASK", description = "Show this task in full, with its settings.")
    private @Nullable String task;

    @Mixin
    private final MaintainTasksOption tasks = new MaintainTasksOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    MaintainListCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        List<Descriptor> all = tasks.tasks().descriptors();
        String id = task;
        List<Descriptor> shown = id == null
                ? all
                : all.stream().filter(one -> one.id().equals(id)).toList();
        if (shown.isEmpty() && id != null) {
            throw CliErrors.noSuchMaintenance(
                    id, all.stream().map(Descriptor::id).toList());
        }
        if (json.isWanted()) {
            Map<String, @Nullable Object> tree = JsonText.object();
            tree.put("tasks", shown.stream().map(MaintainListCommand::tree).toList());
            printJson(tree);
        } else if (id == null) {
            Table table = Table.ofTexts("task", "does", "groups");
            shown.forEach(one -> table.row(one.id(), one.purpose(), String.join(", ", new TreeSet<>(one.groups()))));
            print(table.text());
        } else {
            print(details(shown.get(0)));
        }
        return ExitCode.OK;
    }

    private static String details(Descriptor task) {
        StringBuilder text = new StringBuilder(task.id()).append(": ").append(task.purpose());
        task.needs().forEach(need -> text.append("\n  needs from its host: ").append(need.getSimpleName()));
        for (Setting setting : task.settings()) {
            text.append("\n  ").append(setting.name()).append(": ").append(setting.meaning());
            if (!setting.whenAbsent().isEmpty()) {
                text.append(" (").append(setting.whenAbsent()).append(" when absent)");
            }
        }
        return text.toString();
    }

    private static Map<String, @Nullable Object> tree(Descriptor task) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("id", task.id());
        tree.put("purpose", task.purpose());
        tree.put("groups", new TreeSet<>(task.groups()));
        tree.put("needs", task.needs().stream().map(Class::getName).sorted().toList());
        tree.put(
                "settings",
                task.settings().stream()
                        .map(setting -> Map.of(
                                "name",
                                setting.name(),
                                "meaning",
                                setting.meaning(),
                                "when_absent",
                                setting.whenAbsent()))
                        .toList());
        return tree;
    }
}
