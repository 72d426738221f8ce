package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.ops.backup.BackupRetention;
import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.PrunePlan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code barque backup prune}. */
@Command(
        name = "prune",
        description = "Says which backups are to go; with --apply, deletes them.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque backup prune --backups demo-backups",
            "  barque backup prune --backups demo-backups --keep-days 7 --daily 14 --weekly 8 --monthly 12 --apply",
            "",
            "The last backup that is whole stays, and each that another one takes files from. A backup is old only when the",
            "last backup but one says so too, so that one wrong clock deletes nothing."
        })
final class BackupPruneCommand extends Verb {
    @Mixin
    private final BackupsOption backups = new BackupsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--keep-days",
            paramLabel = "N",
            defaultValue = "30",
            description = "All backups of so many days stay. Default: ${DEFAULT-VALUE}.")
    private int keepDays;

    @Option(names = "--daily", paramLabel = "N", defaultValue = "0", description = "So do the last of so many days.")
    private int daily;

    @Option(names = "--weekly", paramLabel = "N", defaultValue = "0", description = "So do the last of so many weeks.")
    private int weekly;

    @Option(
            names = "--monthly",
            paramLabel = "N",
            defaultValue = "0",
            description = "So do the last of so many months.")
    private int monthly;

    @Option(names = "--apply", description = "Delete. Without it nothing is changed.")
    private boolean apply;

    BackupPruneCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        BackupRetention retention;
        try {
            retention = BackupRetention.days(keepDays).and(daily, weekly, monthly);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
        }
        Backups in = backups.open(shell());
        PrunePlan plan = in.plan(retention);
        PrunePlan done = apply ? in.prune(retention, plan) : plan;
        if (json.isWanted()) {
            Map<String, @Nullable Object> tree = JsonText.object();
            tree.put("applied", apply);
            tree.put("stay", items(done.stay()));
            tree.put("go", items(done.go()));
            tree.put("leftovers", done.leftovers());
            tree.put("bytes", done.bytes());
            printJson(tree);
        } else {
            print(done);
        }
        return ExitCode.OK;
    }

    private void print(PrunePlan plan) {
        Table table = Table.ofTexts("backup", "created", "", "because");
        plan.go().forEach(item -> row(table, item, apply ? "deleted" : "goes"));
        plan.stay().forEach(item -> row(table, item, "stays"));
        if (!plan.go().isEmpty() || !plan.stay().isEmpty()) {
            print(table.text());
        }
        print(plan.go().size() + " backups and " + plan.leftovers().size() + " leftovers "
                + (apply ? "deleted, " : "to go, ") + plan.bytes() + " bytes"
                + (apply || plan.go().size() + plan.leftovers().size() == 0
                        ? ""
                        : ". Nothing was changed: see --apply"));
    }

    private static void row(Table table, PrunePlan.Item item, String what) {
        table.row(item.backup().id(), item.backup().created(), what, item.reason());
    }

    private static List<Map<String, @Nullable Object>> items(List<PrunePlan.Item> items) {
        return items.stream()
                .map(item -> {
                    Map<String, @Nullable Object> tree = JsonText.object();
                    tree.put("id", item.backup().id());
                    tree.put("created", item.backup().created().toString());
                    tree.put("because", item.reason());
                    return tree;
                })
                .toList();
    }
}
