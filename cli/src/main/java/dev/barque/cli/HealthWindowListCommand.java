package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.ops.MaintenanceWindow;
import dev.barque.ops.history.MaintenanceWindows;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code barque health window list}. */
@Command(
        name = "list",
        description = "Lists the maintenance windows of a home, those of the last month included.",
        footerHeading = "%nEXAMPLES%n",
        footer = {"  barque health window list --home demo-home", "  barque health window list --home demo-home --json"
        })
final class HealthWindowListCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    HealthWindowListCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(home.path())) {
            throw CliErrors.noHomeToCheck(home.path());
        }
        Instant now = shell().clock().instant();
        List<MaintenanceWindows.Named> all =
                MaintenanceWindows.ofHome(home.path()).all();
        if (json.isWanted()) {
            Map<String, @Nullable Object> tree = JsonText.object();
            tree.put("windows", all.stream().map(one -> tree(one, now)).toList());
            printJson(tree);
        } else if (all.isEmpty()) {
            print("There are no maintenance windows.");
        } else {
            Table table = Table.ofTexts("window", "is", "from", "to", "of", "reason");
            all.forEach(one -> table.row(
                    one.id(),
                    state(one.window(), now),
                    one.window().from(),
                    one.window().to(),
                    of(one.window()),
                    one.window().reason()));
            print(table.text());
        }
        return ExitCode.OK;
    }

    static String of(MaintenanceWindow window) {
        return window.of().isEmpty() ? "all checks" : String.join(", ", new TreeSet<>(window.of()));
    }

    private static String state(MaintenanceWindow window, Instant now) {
        return !window.to().isAfter(now) ? "over" : window.from().isAfter(now) ? "to come" : "open";
    }

    static Map<String, @Nullable Object> tree(MaintenanceWindows.Named one, Instant now) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("id", one.id());
        tree.put("state", state(one.window(), now).replace(' ', '_'));
        tree.put("from", one.window().from().toString());
        tree.put("to", one.window().to().toString());
        tree.put("of", new TreeSet<>(one.window().of()));
        tree.put("reason", one.window().reason());
        return tree;
    }
}
