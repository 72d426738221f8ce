package dev.barque.cli;

import dev.barque.backtest.report.HtmlReport;
import dev.barque.backtest.report.ReportRun;
import dev.barque.backtest.report.ReportTitle;
import dev.barque.backtest.statistics.Performance;
import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.work.DemoData;
import dev.barque.cli.internal.work.DemoRun;
import dev.barque.cli.internal.work.ProfileChoice;
import dev.barque.cli.internal.work.RunStatistics;
import dev.barque.cli.internal.work.TrialBook;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.store.ParquetFeatureStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque demo}. */
@Command(
        name = "demo",
        description = "Takes three real days of SPY the whole way: ingest, features, decisions, a replay of"
                + " PUBLISHED_V1 beside V1, and a report.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque demo --home demo-home",
            "  barque demo --home demo-home --html demo.html",
            "  barque demo --home demo-home --json",
            "",
            "Needs no network. P&L and costs are in USD for one unit of size (one share)."
        })
final class DemoCommand extends Verb {
    /** In the order in which they are shown. */
    private static final List<ProfileChoice> PROFILES = List.of(ProfileChoice.PUBLISHED_V1, ProfileChoice.V1);

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where to keep it all; a new temporary folder unless given.")
    private @Nullable Path home;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Where to write the report; DIR/report.html unless given.")
    private @Nullable Path html;

    @Option(names = "--open", description = "Open the report in the browser.")
    private boolean open;

    DemoCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        long began = System.nanoTime();
        Path in = home == null ? temporaryHome() : home;
        note("Home: " + in.toAbsolutePath().normalize());
        note(DemoData.PROVENANCE + ".");
        DemoRun run = new DemoRun(in, progress());
        run.ingest();
        List<DemoRun.Outcome> outcomes = new ArrayList<>();
        try (ParquetFeatureStore store = HomeOption.declared(in).open(shell().clock())) {
            for (ProfileChoice profile : PROFILES) {
                run.features(profile, store);
                store.seal();
            }
            for (ProfileChoice profile : PROFILES) {
                outcomes.add(run.replay(profile, store));
            }
        }
        note(
                run.logged() > 0
                        ? "Decisions: " + in.resolve("decisions")
                        : "Decisions: those of these days are in the home already and were not logged again");
        outcomes.forEach(outcome -> enter(in, outcome));
        Path report = (html == null ? in.resolve("report.html") : html)
                .toAbsolutePath()
                .normalize();
        write(report, outcomes);
        if (json.isWanted()) {
            printJson(DemoText.tree(in.toAbsolutePath().normalize().toString(), report.toString(), outcomes));
        } else {
            print(in, outcomes, report);
            print(String.format(Locale.ROOT, "Done in %.1f s.", (System.nanoTime() - began) / 1e9));
        }
        if (open) {
            Browser.open(report).ifPresent(this::note);
        }
        return ExitCode.OK;
    }

    /** Both were run and looked at, so both count for whoever goes on in this home. */
    private void enter(Path in, DemoRun.Outcome outcome) {
        Performance run = RunStatistics.of(outcome.results(), TradingCalendars.usEquities());
        note(TrialBook.ofHome(in, shell().clock())
                .enter(outcome.variant(), DemoData.SYMBOL, DemoData.DATES, run)
                .text());
    }

    private static Path temporaryHome() {
        try {
            return Files.createTempDirectory("barque-demo-");
        } catch (IOException e) {
            throw CliErrors.cannotWrite(Path.of(System.getProperty("java.io.tmpdir", "")), e);
        }
    }

    private static void write(Path report, List<DemoRun.Outcome> outcomes) {
        List<ReportRun> runs = outcomes.stream()
                .map(outcome ->
                        ReportOptions.run(outcome.variant(), outcome.results()).withNanosPerBar(outcome.replayNanos()))
                .toList();
        ReportTitle title = new ReportTitle(
                "SPY, minutes of 24, 27 and 28 October 2025: PUBLISHED_V1 beside V1",
                DemoText.provenance(outcomes),
                TradingCalendars.usEquities().zone());
        HtmlReport.write(report, title, runs);
    }

    private void print(Path in, List<DemoRun.Outcome> outcomes, Path report) {
        VariantText text = new VariantText();
        outcomes.forEach(outcome -> text.add(outcome.variant().name(), outcome.results()));
        text.line(
                "replay, us per bar",
                outcomes.stream()
                        .map(outcome -> Figure.fixed(outcome.replayNanos() / 1e3, 2))
                        .toList());
        text.line(
                "features, us per bar",
                outcomes.stream()
                        .map(outcome -> Figure.fixed(outcome.featureNanos() / 1e3, 2))
                        .toList());
        print("");
        print(text.summary());
        print("P&L and costs in USD for one unit of size (one share). Times are means after a warm-up; the replay's"
                + " are");
        print("features read as of the bar, views, decision and execution.");
        print("");
        print(text.reasons());
        print("");
        DemoText.verdicts(outcomes).forEach(this::print);
        print("");
        print("Report: " + report);
        print("");
        print("What was decided is in the decision log. Ask it:");
        String asked = " --home " + in + " --symbol " + DemoData.SYMBOL;
        print("  barque explain" + asked + " --at 2025-10-27T15:00:00Z");
        print("  barque why-no-trade" + asked + " --date 2025-10-24..2025-10-28");
        print("  barque parity" + asked + " --date 2025-10-24..2025-10-28");
    }
}
