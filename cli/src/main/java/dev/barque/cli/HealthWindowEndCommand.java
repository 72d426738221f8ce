package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.ops.history.MaintenanceWindows;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code barque health window end}. */
@Command(
        name = "end",
        description = "Ends a maintenance window now, or takes one away that has not begun.",
        footerHeading = "%nEXAMPLES%n",
        footer = {"  barque health window end --home demo-home --all"})
final class HealthWindowEndCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Which which;

    static final class Which {
        @Parameters(paramLabel = "ID", description = "Which one: barque health window list.")
        @Nullable
        String id;

        @Option(names = "--all", description = "All that are not over.")
        boolean all;
    }

    HealthWindowEndCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(home.path())) {
            throw CliErrors.noHomeToCheck(home.path());
        }
        MaintenanceWindows windows = MaintenanceWindows.ofHome(home.path());
        Instant now = shell().clock().instant();
        String one = which.id;
        List<String> ids = one != null
                ? List.of(one)
                : windows.all().stream()
                        .filter(each -> each.window().to().isAfter(now))
                        .map(MaintenanceWindows.Named::id)
                        .toList();
        ids.forEach(id -> {
            MaintenanceWindows.Named ended = windows.end(id, now);
            print("Window " + ended.id() + " (" + ended.window().reason() + ") is over.");
        });
        if (ids.isEmpty()) {
            print("No maintenance window is open or to come.");
        }
        return ExitCode.OK;
    }
}
