package dev.barque.cli;

import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.PeriodTable;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.statistics.Verdict;
import dev.barque.backtest.statistics.Verdicts;
import dev.barque.cli.internal.console.Figure;
import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.work.Days;
import dev.barque.cli.internal.work.RunStatistics;
import dev.barque.cli.internal.work.TrialBook;
import dev.barque.cli.internal.work.Variant;
import dev.barque.core.trial.TrialEntry;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.l1.L1Files;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code barque statistics}. */
@Command(
        name = "statistics",
        description =
                "Replays stored bars as backtest does, and says in figures and words how much of the result may be luck.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque statistics --home demo-home --symbol SPY --date 2025-10-24..2025-10-28",
            "  barque statistics --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 \\",
            "      --slippage 5bps --capital 10000 --json",
            "",
            "The run is entered in the trial ledger of the home, and all trials on the same symbol count: the more was tried, the better a result has to be. Ratios rest on daily returns by the dates of the calendar. What cannot be computed says why; --json adds tables by day, week, month, year, symbol and hour."
        })
final class StatisticsCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final SymbolOption symbol = new SymbolOption();

    @Mixin
    private final DatesOption dates = new DatesOption();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Option(
            names = "--slippage",
            paramLabel = "MODEL",
            description = "amihud (default: 1 to 15 basis points by the Amihud ratio), or basis points such as 5bps.")
    private @Nullable SlippageModel slippage;

    @Option(
            names = "--capital",
            paramLabel = "MONEY",
            description =
                    "What returns are measured on, in the currency of the quote. Default: the price of one unit at"
                            + " the first bar.")
    private @Nullable Double capital;

    @Option(
            names = "--periods-per-year",
            paramLabel = "N",
            description =
                    "Trading dates of a year, for annual figures. Default: 252, or 365 with --calendar always-open.")
    private @Nullable Double periodsPerYear;

    @Mixin
    private final JsonOption json = new JsonOption();

    StatisticsCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        requirePositive("--capital", capital);
        requirePositive("--periods-per-year", periodsPerYear);
        Variant variant = slippage == null ? Variant.of(profile.value()) : Variant.of(profile.value(), slippage);
        L1Files bars = home.bars();
        Days days = dates.in(bars, home.path(), symbol.value(), this);
        List<ReplayResult> results = replay(variant, bars, days);
        double start = capital == null ? RunStatistics.priceOfOne(results) : capital;
        StatisticsRules rules = RunStatistics.rules(dates.calendar());
        Performance run = RunStatistics.of(
                results,
                start,
                dates.calendar(),
                periodsPerYear == null ? rules : rules.withPeriodsPerYear(periodsPerYear));
        TrialBook.Entered entered =
                TrialBook.ofHome(home.path(), shell().clock()).enter(variant, symbol.value(), days.dates(), run);
        List<Verdict> verdicts = Verdicts.of(run, entered.family().count());
        profile.value().caveat().ifPresent(this::note);
        if (json.isWanted()) {
            printJson(tree(variant, days, run, entered, verdicts));
        } else {
            print(symbol.value() + ", " + days.dates().get(0) + " to "
                    + days.dates().get(days.dates().size() - 1) + ", " + variant.name() + ", slippage "
                    + variant.slippage().id() + ", on a capital of " + Figure.fixed(start, 2)
                    + (capital == null ? ", the price of one unit" : ""));
            print(StatisticsText.figures(run));
            print(StatisticsText.periods(run.days(), PeriodTable.Period.MONTH));
            print(StatisticsText.verdicts(verdicts));
        }
        note(entered.text());
        return ExitCode.OK;
    }

    private List<ReplayResult> replay(Variant variant, L1Files bars, Days days) {
        int total = days.dates().stream()
                .mapToInt(date -> bars.day(symbol.value(), date).size())
                .sum();
        try (ParquetFeatureStore features = home.features();
                Progress.Task task = progress().start("Replay " + variant.name(), "bars", total)) {
            return variant.replay(bars, features, symbol.value(), days.dates(), task::to);
        }
    }

    private Map<String, @Nullable Object> tree(
            Variant variant, Days days, Performance run, TrialBook.Entered entered, List<Verdict> verdicts) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("symbol", symbol.value().value());
        tree.put("variant", variant.name());
        tree.put("slippage", variant.slippage().id());
        tree.put("caveat", variant.choice().caveat().orElse(null));
        tree.put("from", days.dates().get(0).toString());
        tree.put("to", days.dates().get(days.dates().size() - 1).toString());
        tree.put("capital", JsonText.number(run.equity().startingCapital()));
        tree.put("periods_per_year", JsonText.number(run.rules().periodsPerYear()));
        TrialEntry entry = entered.entry();
        tree.put("trial", entry == null ? null : entry.number());
        tree.put("seal", entry == null ? null : entry.seal());
        tree.put("trials", entered.family().count().trials());
        tree.putAll(StatisticsText.json(run, dates.calendar()));
        tree.put("verdicts", StatisticsText.json(verdicts));
        return tree;
    }

    private void requirePositive(String option, @Nullable Double value) {
        if (value != null && !(value > 0 && Double.isFinite(value))) {
            throw new ParameterException(spec().commandLine(), option + " is " + value + "; expected a number above 0");
        }
    }
}
