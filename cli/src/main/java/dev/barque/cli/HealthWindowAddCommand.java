package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.work.Moment;
import dev.barque.ops.MaintenanceWindow;
import dev.barque.ops.history.MaintenanceWindows;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code barque health window add}. */
@Command(
        name = "add",
        description = "Expects trouble from now or from a time on.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque health window add --home demo-home --for 2h --reason \"new disk\"",
            "  barque health window add --home demo-home --of disk-space --of data --for 1d --reason \"backfill\" --json"
        })
final class HealthWindowAddCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(
            names = "--of",
            paramLabel = "CHECK|GROUP",
            description = "Only for this check or group; can be given several times. Default: all.")
    private @Nullable List<String> of;

    @Option(names = "--from", paramLabel = "T", description = "Its first instant, ISO 8601. Default: now.")
    private @Nullable String from;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Length length;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Zone of times without an offset.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, for those who look at reports meanwhile.")
    @SuppressWarnings("NullAway.Init")
    private String reason;

    @Mixin
    private final JsonOption json = new JsonOption();

    static final class Length {
        @Option(names = "--to", paramLabel = "T", description = "The instant after its last one.")
        @Nullable
        String to;

        @Option(names = "--for", paramLabel = "LENGTH", description = "How long it is, such as 90m or 2h.")
        @Nullable
        Duration lasts;
    }

    HealthWindowAddCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        if (!Files.isDirectory(home.path())) {
            throw CliErrors.noHomeToCheck(home.path());
        }
        Instant now = shell().clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Instant begin = from == null ? now : Moment.parse("--from", from, zone);
        Duration lasts = length.lasts;
        Instant end = lasts == null ? Moment.parse("--to", String.valueOf(length.to), zone) : begin.plus(lasts);
        MaintenanceWindow window;
        try {
            window = new MaintenanceWindow(of == null ? Set.of() : new LinkedHashSet<>(of), begin, end, reason);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()));
        }
        MaintenanceWindows.Named added = MaintenanceWindows.ofHome(home.path()).add(window, now);
        if (json.isWanted()) {
            printJson(HealthWindowListCommand.tree(added, now));
        } else {
            print("Window " + added.id() + ": trouble of " + HealthWindowListCommand.of(window) + " is expected from "
                    + begin + " to " + end + ".");
        }
        return ExitCode.OK;
    }
}
