package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.ops.backup.Backup;
import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.DrillReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code barque backup list}. */
@Command(
        name = "list",
        description = "Lists the backups that are there, the oldest first; exits with 1 when one cannot be described.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque backup list --backups demo-backups",
            "  barque backup list --backups demo-backups --json",
        })
final class BackupListCommand extends Verb {
    @Mixin
    private final BackupsOption backups = new BackupsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    BackupListCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        Backups in = backups.open(shell());
        List<Backup> all = in.list();
        List<String> damaged = in.damaged();
        Optional<DrillReport> drill = in.lastPassedDrill();
        if (json.isWanted()) {
            Map<String, @Nullable Object> tree = JsonText.object();
            tree.put("backups", all.stream().map(BackupText::json).toList());
            tree.put("damaged", damaged);
            tree.put("last_passed_drill", drill.map(BackupText::json).orElse(null));
            printJson(tree);
        } else {
            print(
                    all.isEmpty()
                            ? "No backups in " + backups.path() + ". Make one with: barque backup create"
                            : BackupText.table(all));
            damaged.forEach(id -> print("Damaged, and not to be used: " + id));
            print(drill.map(passed -> "Last drill that was passed: " + passed.at() + ", of " + passed.id())
                    .orElse("No backup was ever restored to try it: see barque drill"));
        }
        return damaged.isEmpty() ? ExitCode.OK : ExitCode.FINDING;
    }
}
