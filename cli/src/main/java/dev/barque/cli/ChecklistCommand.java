package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.work.ChecklistSteps;
import dev.barque.cli.internal.work.HomeContext;
import dev.barque.cli.internal.work.PageFile;
import dev.barque.cli.internal.work.PluginPath;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthChecks;
import dev.barque.ops.HealthRunner;
import dev.barque.ops.checklist.Checklist;
import dev.barque.ops.checklist.ChecklistFile;
import dev.barque.ops.checklist.ChecklistReport;
import dev.barque.ops.checklist.ChecklistStep;
import dev.barque.ops.checklist.StandardChecklists;
import dev.barque.ops.history.MaintenanceWindows;
import dev.barque.ops.maintenance.MaintenanceTasks;
import dev.barque.ops.maintenance.tasks.MaintainedDatabase;
import dev.barque.ops.report.ChecklistJson;
import dev.barque.ops.report.ChecklistPage;
import dev.barque.ops.report.ChecklistText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code barque checklist}. */
@Command(
        name = "checklist",
        description =
                "Goes through what an operator looks at and does in the morning, in the evening, each week or each"
                        + " month: what was checked, what was done, what a person must still do.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque checklist morning --home demo-home",
            "  barque checklist evening --home demo-home --apply",
            "  barque checklist weekly --home demo-home --html weekly.html --json",
            "  barque checklist docs/examples/checklists/shift.yaml --home demo-home",
            "  barque checklist show morning",
            "",
            "Exits with 0 when the checks are healthy, 1 when they are unhealthy or a step failed, 4 when degraded, 5 when nobody can tell; what is left to a person changes nothing. Nothing is changed without --apply."
        })
final class ChecklistCommand extends Verb {
    /** Not required, because of the verb show. */
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME|FILE",
            description = "morning, evening, weekly, monthly, or a list of your own (.yaml).")
    private @Nullable String name;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final BackupsToCheckOption backups = new BackupsToCheckOption();

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--apply",
            description =
                    "Do the steps that can be done here: sealing, maintenance, and with --backups the drill. Weekly that"
                            + " deletes what is behind its retention. Without it they are only planned.")
    private boolean apply;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as one self-contained page too.")
    private @Nullable Path html;

    @Option(
            names = "--plugins",
            paramLabel = "PATH",
            defaultValue = "${env:BARQUE_PLUGINS:-}",
            description = "Where checks of others are: jars, folders of jars or folders of classes, parted as a class"
                    + " path is. Default: $$BARQUE_PLUGINS, or none.")
    @SuppressWarnings("NullAway.Init")
    private String plugins;

    ChecklistCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        String wanted = name;
        if (wanted == null) {
            throw new ParameterException(
                    spec().commandLine(), "Say which list: morning, evening, weekly, monthly, or a file");
        }
        Checklist list = list(wanted, spec());
        if (!Files.isDirectory(home.path())) {
            throw CliErrors.noHomeToCheck(home.path());
        }
        Path place = backups.path().orElse(null);
        MaintainedDatabase host = database.database(plugins).orElse(null);
        ClassLoader loader = PluginPath.loader(plugins, ChecklistCommand.class.getClassLoader());
        CheckContext context = HomeContext.of(home.path(), place, host, shell().clock());
        Map<String, ChecklistStep> steps = new ChecklistSteps(
                        home.path(), place, host, MaintenanceTasks.discover(loader), shell().clock())
                .of(list);
        ChecklistReport report;
        try (HealthRunner runner = HealthRunner.builder(
                        HealthChecks.discover(loader).answerableIn(context), context, HealthCommand.daemons())
                .version(HealthCommand.version())
                .build()) {
            runner.maintenance(
                    MaintenanceWindows.ofHome(home.path()).from(shell().clock().instant()));
            report = apply ? list.run(runner, steps) : list.plan(runner, steps);
        }
        if (html != null) {
            PageFile.replace(html, ChecklistPage.of(report));
        }
        print(json.isWanted() ? ChecklistJson.of(report) : ChecklistText.plain(report));
        return HealthCommand.exitCode(report.status());
    }

    /** One that ships, or one of a file. */
    static Checklist list(String name, CommandSpec spec) {
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return ChecklistFile.read(Path.of(name));
        }
        return StandardChecklists.find(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no checklist '" + name + "'. There are: "
                                + StandardChecklists.all().stream()
                                        .map(Checklist::name)
                                        .collect(Collectors.joining(", "))
                                + ", and files whose names end in .yaml"));
    }
}
