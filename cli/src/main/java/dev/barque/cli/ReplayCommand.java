package dev.barque.cli;

import dev.barque.agents.DecisionPipeline;
import dev.barque.backtest.engine.BarFeed;
import dev.barque.backtest.engine.PipelineStrategy;
import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.backtest.report.PortfolioReport;
import dev.barque.backtest.report.ReportTitle;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.PortfolioSeries;
import dev.barque.backtest.statistics.TrialCount;
import dev.barque.backtest.statistics.Verdict;
import dev.barque.backtest.statistics.Verdicts;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.work.AccountSetup;
import dev.barque.cli.internal.work.DateRange;
import dev.barque.cli.internal.work.Days;
import dev.barque.cli.internal.work.Learning;
import dev.barque.cli.internal.work.RunStatistics;
import dev.barque.cli.internal.work.TrialBook;
import dev.barque.cli.internal.work.Variant;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.l1.L1Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque replay}. */
@Command(
        name = "replay",
        description = "Trades what a pipeline decides in one account over many symbols and days: orders, partial fills,"
                + " margin and costs.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque replay --home demo-home --symbol SPY --date 2025-10-24..2025-10-28",
            "  barque replay --home demo-home --symbol SPY --date 2025-10-27 --capital 50000 --unit 50",
            "  barque replay --home demo-home --symbol SPY --date 2025-10-27 --execute vwap \\",
            "      --participation 1 --slippage 5bps --margin regulation-t",
            "  barque replay --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 --latency 30s --json",
            "  barque replay --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 --report replay.html",
            "  barque replay --home demo-home --symbol SPY --date 2025-10-27 \\",
            "      --halts docs/examples/halts.csv",
            "  barque replay --home demo-home --symbol SPY --date 2025-10-27 --slippage sqrt-impact:y=0.8 \\",
            "      --fees per-order --borrow flat --impact permanent-impact",
            "",
            "Unlike barque backtest, which replays each day by itself and for one unit, positions stay over night and"
                    + " cost money that the account must have. What is refused is listed with its reason. Build features"
                    + " first: barque features build."
        })
final class ReplayCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(
            names = "--symbol",
            required = true,
            split = ",",
            paramLabel = "SYM",
            description = "An instrument, such as SPY; several with commas, or with the option more than once.")
    @SuppressWarnings("NullAway.Init")
    private List<Symbol> symbols;

    @Mixin
    private final DatesOption dates = new DatesOption();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final AccountOptions account = new AccountOptions();

    @Option(
            names = "--slippage",
            paramLabel = "MODEL",
            description =
                    "amihud (default: 1 to 15 basis points by the Amihud ratio), basis points such as 5bps, or another"
                            + " of barque slippage models.")
    private @Nullable SlippageModel slippage;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a report as one self-contained page: verdicts, equity, months, costs, every position.")
    private @Nullable Path report;

    ReplayCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        L1Files bars = home.bars();
        Set<Symbol> wanted = new LinkedHashSet<>(symbols);
        List<BarFeed> feeds = new ArrayList<>();
        try (ParquetFeatureStore features = home.features()) {
            LocalDate first = LocalDate.MAX;
            LocalDate last = LocalDate.MIN;
            long total = 0;
            for (Symbol symbol : wanted) {
                Days days = dates.in(bars, home.path(), symbol, this);
                Variant.requireFeatures(profile.value(), features, symbol, days.dates());
                feeds.add(BarFeed.of(bars, symbol, days.dates()));
                LocalDate begin = days.dates().get(0);
                first = begin.isBefore(first) ? begin : first;
                LocalDate end = days.dates().get(days.dates().size() - 1);
                last = end.isAfter(last) ? end : last;
                total += days.dates().size();
            }
            DecisionPipeline pipeline =
                    profile.value().pipeline(Learning.ofAccount(wanted, last, profile.value(), bars, features));
            AccountSetup setup = account.setup(
                    this,
                    dates.calendar(),
                    wanted,
                    slippage == null ? profile.value().replayRules().slippage() : slippage);
            PortfolioResult result;
            try (Progress.Task task =
                    progress().start("Replay " + profile.value().name(), "days", total)) {
                result = setup.replay()
                        .run(
                                counted(feeds, task),
                                PipelineStrategy.builder(pipeline, features)
                                        .unitShares(setup.unitShares())
                                        .build());
            }
            profile.value().caveat().ifPresent(this::note);
            say(result, setup, wanted, new DateRange(first, last));
        }
        return ExitCode.OK;
    }

    private ReportTitle title(Set<Symbol> wanted) {
        String symbols = wanted.stream().map(Symbol::value).collect(Collectors.joining(", "));
        return new ReportTitle(
                symbols + ", one account",
                profile.value().caveat().orElse(""),
                dates.calendar().zone());
    }

    private void say(PortfolioResult result, AccountSetup setup, Set<Symbol> wanted, DateRange range) {
        Performance run = Performance.of(
                PortfolioSeries.equity(result),
                PortfolioSeries.trades(result),
                dates.calendar(),
                RunStatistics.rules(dates.calendar()));
        TrialBook.Entered entered = TrialBook.ofHome(home.path(), shell().clock())
                .enter(profile.value(), setup.choices(), wanted, range, run);
        List<Verdict> verdicts = Verdicts.of(run, entered.family().count());
        if (json) {
            Map<String, @Nullable Object> tree = ReplayText.tree(result);
            tree.put("trials", entered.family().count().trials());
            tree.put("statistics", StatisticsText.json(run, dates.calendar()));
            tree.put("verdicts", StatisticsText.json(verdicts));
            printJson(tree);
        } else {
            print(ReplayText.of(result));
            print(StatisticsText.figures(run));
            print(StatisticsText.verdicts(verdicts));
        }
        note(entered.text());
        if (report != null) {
            TradingCalendar calendar = dates.calendar();
            TrialCount trials = entered.family().count();
            PortfolioReport.write(report, title(wanted), result, calendar, RunStatistics.rules(calendar), trials);
            note("Report: " + report.toAbsolutePath().normalize());
        }
    }

    /** Says how many days were begun. */
    private static List<BarFeed> counted(List<BarFeed> feeds, Progress.Task task) {
        int[] begun = {0};
        List<BarFeed> out = new ArrayList<>();
        for (BarFeed feed : feeds) {
            out.add(new BarFeed() {
                @Override
                public Symbol symbol() {
                    return feed.symbol();
                }

                @Override
                public @Nullable Bars next() {
                    @Nullable Bars piece = feed.next();
                    if (piece != null) {
                        task.to(++begun[0]);
                    }
                    return piece;
                }
            });
        }
        return out;
    }
}
