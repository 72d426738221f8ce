package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.work.HomeContext;
import dev.barque.cli.internal.work.PageFile;
import dev.barque.cli.internal.work.PluginPath;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthChecks;
import dev.barque.ops.HealthReport;
import dev.barque.ops.HealthRunner;
import dev.barque.ops.HealthStatus;
import dev.barque.ops.history.HealthHistory;
import dev.barque.ops.history.HealthRecords;
import dev.barque.ops.history.MaintenanceWindows;
import dev.barque.ops.history.Uptime;
import dev.barque.ops.report.HealthJson;
import dev.barque.ops.report.HealthPage;
import dev.barque.ops.report.HealthText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code barque health}. */
@Command(
        name = "health",
        description = "Runs health checks over a home: those of Barque, and those that plug-ins bring.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque health --home demo-home",
            "  barque health --home demo-home --group pre-market --json",
            "  barque health --home demo-home --check trading-days-present",
            "  barque health --home demo-home --record --html health.html --watch 60",
            "  barque health window list --home demo-home",
            "",
            "Exits with 0 when healthy, 1 when unhealthy, 4 when degraded, 5 when nobody can tell. A critical check counts as it is, an important one degrades, an advisory one changes nothing. Checks whose inputs no home has, such as those of a live process, are left out and named in the last line. Nothing is changed, except that --record adds to HOME/health, from which the figures of the last 24 hours in JSON and on the page come."
        })
final class HealthCommand extends Verb {
    private static final Duration FIGURES = Duration.ofDays(1);
    /** Twice the time between two lines of a check that does not change, and some more for slow ones. */
    private static final Duration SPEAKS_FOR = Duration.ofMinutes(3);

    /** Files and pipes are as wide as it takes. */
    private static final int UNCUT = 10_000;

    private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final BackupsToCheckOption backups = new BackupsToCheckOption();

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(names = "--group", paramLabel = "NAME", description = "Only the checks of a group, such as pre-market.")
    private @Nullable String group;

    @Option(names = "--check", paramLabel = "ID", description = "Only this check; can be given several times.")
    private @Nullable List<String> checks;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as one self-contained page too.")
    private @Nullable Path html;

    @Option(
            names = "--watch",
            paramLabel = "SECONDS",
            arity = "0..1",
            fallbackValue = "10",
            description = "Run again and again, with so many seconds in between; 10 when none are given.")
    private @Nullable Integer watch;

    @Option(names = "--runs", paramLabel = "N", description = "End --watch after so many runs.")
    private @Nullable Integer runs;

    @Option(names = "--record", description = "Add the results to the history in HOME/health.")
    private boolean record;

    @Option(
            names = "--plugins",
            paramLabel = "PATH",
            defaultValue = "${env:BARQUE_PLUGINS:-}",
            description = "Where checks of others are: jars, folders of jars or folders of classes, parted as a class"
                    + " path is. Default: $$BARQUE_PLUGINS, or none.")
    @SuppressWarnings("NullAway.Init")
    private String plugins;

    HealthCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (group != null && checks != null) {
            throw new ParameterException(spec().commandLine(), "Give --group or --check, not both");
        }
        if (watch != null && watch < 1) {
            throw new ParameterException(spec().commandLine(), "--watch needs at least one second but got " + watch);
        }
        if (!Files.isDirectory(home.path())) {
            throw CliErrors.noHomeToCheck(home.path());
        }
        Path directory = HealthHistory.directoryOf(home.path());
        HealthHistory history = record ? HealthHistory.open(directory) : null;
        CheckContext context = context();
        HealthChecks found = found();
        // Whoever asks for a check by name is told what it lacks; otherwise what is not configured is no finding.
        boolean named = checks != null;
        try (history) {
            HealthRunner.Builder builder =
                    HealthRunner.builder(named ? found : found.answerableIn(context), context, daemons());
            if (history != null) {
                builder.listener(history);
            }
            try (HealthRunner runner = builder.version(version()).build()) {
                HealthStatus status = runAll(runner, directory);
                if (!named && !json.isWanted()) {
                    print(LeftOut.line(found.lackingIn(context)));
                }
                return exitCode(status);
            }
        }
    }

    private HealthStatus runAll(HealthRunner runner, Path directory) throws InterruptedException {
        int times = watch == null ? 1 : runs == null ? Integer.MAX_VALUE : runs;
        HealthStatus status = HealthStatus.UNKNOWN;
        for (int run = 0; run < times; run++) {
            if (run > 0) {
                Thread.sleep(Duration.ofSeconds(watch == null ? 1 : watch).toMillis());
            }
            // Another process may have added or ended one since.
            runner.maintenance(
                    MaintenanceWindows.ofHome(home.path()).from(shell().clock().instant()));
            HealthReport report =
                    group != null ? runner.run(group) : checks != null ? runner.runOnly(checks) : runner.run();
            show(report, uptimes(report, directory));
            status = report.status();
        }
        return status;
    }

    private void show(HealthReport report, Map<String, Uptime> uptimes) {
        if (html != null) {
            PageFile.replace(html, HealthPage.of(report, uptimes));
        }
        if (json.isWanted()) {
            print(HealthJson.of(report, uptimes));
        } else if (shell().terminal() != null) {
            print((watch == null ? "" : CLEAR) + HealthText.coloured(report, shell().columns()));
        } else {
            print(HealthText.plain(report, UNCUT));
        }
    }

    private static Map<String, Uptime> uptimes(HealthReport report, Path directory) {
        HealthRecords records = HealthRecords.read(directory);
        return records.checks().stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        id -> records.uptime(id, report.timestamp().minus(FIGURES), report.timestamp(), SPEAKS_FOR)));
    }

    private HealthChecks found() {
        return HealthChecks.discover(PluginPath.loader(plugins, HealthCommand.class.getClassLoader()));
    }

    private CheckContext context() {
        return HomeContext.of(
                home.path(),
                backups.path().orElse(null),
                database.database(plugins).orElse(null),
                shell().clock());
    }

    /** Daemons: a check that hangs does not keep the command from ending. */
    static ThreadFactory daemons() {
        return work -> {
            Thread thread = new Thread(work, "health");
            thread.setDaemon(true);
            return thread;
        };
    }

    static String version() {
        String version = HealthCommand.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    static int exitCode(HealthStatus status) {
        return switch (status) {
            case HEALTHY -> ExitCode.OK;
            case UNHEALTHY -> ExitCode.FINDING;
            case DEGRADED -> ExitCode.DEGRADED;
            case UNKNOWN -> ExitCode.UNKNOWN;
        };
    }
}
