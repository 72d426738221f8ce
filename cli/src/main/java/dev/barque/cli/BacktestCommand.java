package dev.barque.cli;

import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.backtest.report.ReportTitle;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.work.Days;
import dev.barque.cli.internal.work.ManifestOfRun;
import dev.barque.cli.internal.work.ReadFiles;
import dev.barque.cli.internal.work.RunStatistics;
import dev.barque.cli.internal.work.TrialBook;
import dev.barque.cli.internal.work.Variant;
import dev.barque.core.decision.DecisionLog;
import dev.barque.core.market.BarSource;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.decisions.JsonlDecisionLog;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque backtest}. */
@Command(
        name = "backtest",
        description = "Replays stored bars with stored features through the pipeline that decides live.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque backtest --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 --html backtest.html",
            "  barque backtest --home demo-home --symbol SPY --date 2025-10-27 --profile PUBLISHED_V1",
            "  barque backtest --home demo-home --symbol SPY --date 2025-10-27 --slippage 5bps --json",
            "  barque backtest --home demo-home --symbol SPY --date 2025-10-27 \\",
            "      --profile docs/examples/profiles/careful.yaml",
            "  barque backtest --home demo-home --symbol SPY --date 2025-10-27 --log",
            "  barque backtest --home demo-home --symbol SPY --date 2025-10-27 --json backtest.json \\",
            "      --csv backtest-csv",
            "  barque backtest --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 --manifest run.json",
            "  barque backtest --home demo-home --verify run.json",
            "",
            "Each day is a replay by itself: no position stays over night. A decision at a bar is executed at the next bar's price with slippage. P&L and costs are in the currency of the quote, for one unit of size (one share). Build features first: barque features build."
        })
final class BacktestCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final SymbolOption symbol = new SymbolOption();

    @Mixin
    private final DatesOption dates = new DatesOption();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final ReportOptions report = new ReportOptions();

    @Option(
            names = "--slippage",
            paramLabel = "MODEL",
            description =
                    "amihud (default: 1 to 15 basis points by the Amihud ratio), basis points such as 5bps, or another"
                            + " of barque slippage models.")
    private @Nullable SlippageModel slippage;

    @Option(
            names = "--log",
            description =
                    "Write each bar's decision to the decision log of the home, for barque explain, why-no-trade and"
                            + " parity. A bar that has an equal record is passed over, one that has another is an error.")
    private boolean log;

    @Option(names = "--log-to", paramLabel = "DIR", description = "As --log, to a directory of its own.")
    private @Nullable Path logTo;

    @Mixin
    private final ManifestOptions manifest = new ManifestOptions();

    BacktestCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        Variant variant = slippage == null ? Variant.of(profile.value()) : Variant.of(profile.value(), slippage);
        ReadFiles files = new ReadFiles(home.path());
        manifest.requireInputs(files);
        BarSource bars = files.bars(home.bars());
        Days days = dates.in(bars, home.path(), symbol.value(), this);
        List<ReplayResult> results = replay(variant, bars, days, files);
        profile.value().caveat().ifPresent(this::note);
        if (!report.isJsonOnStandardOutput()) {
            VariantText text = new VariantText();
            text.add(variant.name(), results);
            print(symbol.value() + ", " + days.dates().get(0) + " to "
                    + days.dates().get(days.dates().size() - 1) + ", slippage "
                    + variant.slippage().id());
            print(text.summary());
            print(text.reasons());
        }
        report.write(this, title(variant, days), List.of(ReportOptions.run(variant, results)));
        note(TrialBook.ofHome(home.path(), shell().clock())
                .enter(variant, symbol.value(), days.dates(), RunStatistics.of(results, dates.calendar()))
                .text());
        ManifestOfRun run = new ManifestOfRun(variant, dates.range(), dates.calendar(), ManifestOptions.options(this));
        return manifest.conclude(this, run, files, results);
    }

    private List<ReplayResult> replay(Variant variant, BarSource bars, Days days, ReadFiles files) {
        int total = days.dates().stream()
                .mapToInt(date -> bars.day(symbol.value(), date).size())
                .sum();
        try (ParquetFeatureStore features = home.features(files.files());
                DecisionLog to = decisionLog();
                Progress.Task task = progress().start("Replay " + variant.name(), "bars", total)) {
            List<ReplayResult> results = variant.replay(bars, features, symbol.value(), days.dates(), to, task::to);
            if (to instanceof JsonlDecisionLog written) {
                note("Logged " + written.written() + " decisions in " + logFolder()
                        + (written.repeated() > 0 ? ", " + written.repeated() + " were there already" : ""));
            }
            return results;
        }
    }

    private DecisionLog decisionLog() {
        return log || logTo != null ? JsonlDecisionLog.in(logFolder()) : DecisionLog.none();
    }

    private Path logFolder() {
        return logTo == null ? JsonlDecisionLog.folderOf(home.path()) : logTo;
    }

    private ReportTitle title(Variant variant, Days days) {
        return new ReportTitle(
                symbol.value() + ", " + days.dates().get(0) + " to "
                        + days.dates().get(days.dates().size() - 1) + ", " + variant.name(),
                "Bars and features of the home " + home.path().toAbsolutePath().normalize() + ". P&L in the currency of"
                        + " the quote for one unit of size, slippage "
                        + variant.slippage().id() + "."
                        + profile.value().caveat().map(c -> " " + c).orElse(""),
                dates.calendar().zone());
    }
}
