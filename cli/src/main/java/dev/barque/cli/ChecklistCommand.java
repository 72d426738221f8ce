package dev.barque.cli;

import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.work.HomeContext;
import dev.barque.cli.internal.work.PageFile;
import dev.barque.cli.internal.work.PluginPath;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthChecks;
import dev.barque.ops.HealthRunner;
import dev.barque.ops.checklist.Checklist;
import dev.barque.ops.checklist.ChecklistReport;
import dev.barque.ops.checklist.ChecklistStep;
import dev.barque.ops.checklist.StandardChecklists;
import dev.barque.ops.report.ChecklistJson;
import dev.barque.ops.report.ChecklistPage;
import dev.barque.ops.report.ChecklistText;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.SealReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "",
            "Exits with 0 when the checks are healthy, 1 when they are unhealthy or a step failed, 4 when degraded, 5 when nobody can tell; what is left to a person changes nothing. Nothing is changed without --apply."
        })
final class ChecklistCommand extends Verb {
    @Parameters(paramLabel = "NAME", description = "morning, evening, weekly or monthly.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final BackupsToCheckOption backups = new BackupsToCheckOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(names = "--apply", description = "Do the steps that can be done here, such as sealing ended dates.")
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
        Checklist list = StandardChecklists.find(name)
                .orElseThrow(() -> new ParameterException(
                        spec().commandLine(),
                        "There is no checklist '" + name + "'. There are: "
                                + StandardChecklists.all().stream()
                                        .map(Checklist::name)
                                        .collect(Collectors.joining(", "))));
        if (!Files.isDirectory(home.path())) {
            throw CliErrors.noHomeToCheck(home.path());
        }
        CheckContext context = backups.path()
                .map(directory -> HomeContext.of(home.path(), directory, shell().clock()))
                .orElseGet(() -> HomeContext.of(home.path(), shell().clock()));
        HealthChecks checks = HealthChecks.discover(PluginPath.loader(plugins, ChecklistCommand.class.getClassLoader()))
                .answerableIn(context);
        ChecklistReport report;
        try (HealthRunner runner = HealthRunner.builder(checks, context, HealthCommand.daemons())
                .version(HealthCommand.version())
                .build()) {
            report = list.run(runner, apply ? Map.of("seal", this::seal) : Map.<String, ChecklistStep>of());
        }
        if (html != null) {
            PageFile.replace(html, ChecklistPage.of(report));
        }
        print(json.isWanted() ? ChecklistJson.of(report) : ChecklistText.plain(report));
        return HealthCommand.exitCode(report.status());
    }

    private String seal() {
        try (ParquetFeatureStore store =
                ParquetFeatureStore.builder(home.path()).open(shell().clock())) {
            SealReport report = store.sealEnded(TradingCalendars.usEquities());
            return report.rows() == 0
                    ? "Nothing had to be sealed."
                    : report.rows() + " rows sealed into " + report.partitions() + " partitions.";
        }
    }
}
