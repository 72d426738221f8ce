package dev.barque.cli;

import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.backtest.report.ReportRun;
import dev.barque.backtest.report.ReportTitle;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.statistics.TrialCount;
import dev.barque.backtest.sweep.SweepPoint;
import dev.barque.backtest.sweep.SweepRun;
import dev.barque.backtest.sweep.SweepTable;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.work.Days;
import dev.barque.cli.internal.work.Preset;
import dev.barque.cli.internal.work.ProfileChoice;
import dev.barque.cli.internal.work.RunStatistics;
import dev.barque.cli.internal.work.SweepWork;
import dev.barque.cli.internal.work.TrialBook;
import dev.barque.cli.internal.work.Variant;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.l1.L1Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code barque compare}. */
@Command(
        name = "compare",
        description = "Replays the same days under several rules or costs and shows them side by side.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque compare --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 --html compare.html",
            "  barque compare --home demo-home --symbol SPY --date 2025-10-27 --profiles V1 \\",
            "      --slippage amihud,0bps,5bps",
            "  barque compare --home demo-home --symbol SPY --date 2025-10-27 \\",
            "      --profiles V1,docs/examples/profiles/careful.yaml",
            "  barque compare --home demo-home --symbol SPY --date 2025-10-27 --profiles V1 --preset standard",
            "",
            "Every profile is combined with every slippage. P&L and costs are in the currency of the quote, for one"
                    + " unit of size (one share). Build the features of each profile first: barque features build."
        })
final class CompareCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final SymbolOption symbol = new SymbolOption();

    @Mixin
    private final DatesOption dates = new DatesOption();

    @Mixin
    private final ReportOptions report = new ReportOptions();

    @Option(
            names = "--profiles",
            split = ",",
            defaultValue = "PUBLISHED_V1,V1",
            paramLabel = "NAME|FILE",
            description = "Profiles, with commas between: V1, PUBLISHED_V1, or files of your own (.yaml). Default: both"
                    + " that ship.")
    @SuppressWarnings("NullAway.Init")
    private List<ProfileChoice> profiles;

    @Option(
            names = "--slippage",
            split = ",",
            paramLabel = "MODEL",
            description = "Costs, with commas between: amihud, basis points such as 5bps, or another of barque"
                    + " slippage models. Default: amihud.")
    private List<SlippageModel> slippages = new ArrayList<>();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "standard: of each profile, as it is, a conservative variant, each agent alone and each left"
                    + " out, as barque sweep has it.")
    private PlanOptions.@Nullable PresetName preset;

    @Option(
            names = "--differences",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many bars are listed on which a variant decides otherwise than the first. Default: 5.")
    private int differences;

    CompareCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        L1Files bars = home.bars();
        Days days = dates.in(bars, home.path(), symbol.value(), this);
        int total = days.dates().stream()
                .mapToInt(date -> bars.day(symbol.value(), date).size())
                .sum();
        VariantText text = new VariantText();
        List<ReportRun> runs = new ArrayList<>();
        Set<String> caveats = new LinkedHashSet<>();
        TrialBook book = TrialBook.ofHome(home.path(), shell().clock());
        List<TrialBook.Entered> entered = new ArrayList<>();
        List<SweepRun> ranked = new ArrayList<>();
        CompareText decided = new CompareText(Math.max(0, differences));
        try (ParquetFeatureStore features = home.features()) {
            for (Variant variant : variants()) {
                try (Progress.Task task = progress().start("Replay " + variant.name(), "bars", total)) {
                    List<ReplayResult> results = variant.replay(bars, features, symbol.value(), days.dates(), task::to);
                    text.add(variant.name(), results);
                    runs.add(ReportOptions.run(variant, results));
                    Performance run = RunStatistics.of(results, dates.calendar());
                    entered.add(book.enter(variant, symbol.value(), days.dates(), run));
                    ranked.add(new SweepRun(
                            new SweepPoint(Map.of("variant", variant.name())), SweepWork.outcome(results, run)));
                    decided.add(variant.name(), results);
                }
                variant.choice().caveat().ifPresent(caveats::add);
            }
        }
        caveats.forEach(this::note);
        if (!report.isJsonOnStandardOutput()) {
            print(symbol.value() + ", " + days.dates().get(0) + " to "
                    + days.dates().get(days.dates().size() - 1));
            print(text.summary());
            print(text.reasons());
            StatisticsRules rules = RunStatistics.rules(dates.calendar());
            TrialCount trials = entered.get(entered.size() - 1).family().count();
            print("Sharpe ratios, annualised; deflated by " + trials.trials() + " trials");
            print(new SweepText(SweepTable.of(ranked, trials, rules), rules.periodsPerYear()).rows(ranked.size()));
            print(decided.text());
        }
        report.write(this, title(days, caveats), runs);
        entered.forEach(run -> note(run.text()));
        return ExitCode.OK;
    }

    private Set<Variant> variants() {
        Set<String> names = new LinkedHashSet<>();
        Set<Variant> variants = new LinkedHashSet<>();
        for (ProfileChoice profile : profiles) {
            requireNameOfItsOwn(profile);
            List<Variant> ofProfile = new ArrayList<>();
            if (preset == null) {
                ofProfile.addAll(withSlippages(profile, ""));
            } else {
                for (SweepPoint point : Preset.standard(profile)) {
                    ofProfile.addAll(
                            withSlippages(Preset.apply(profile, point), profile.name() + " " + Preset.name(point)));
                }
            }
            // Named twice is meant once.
            ofProfile.stream().filter(v -> names.add(v.name())).forEach(variants::add);
        }
        return variants;
    }

    /** Under a name of its own where one is given. */
    private List<Variant> withSlippages(ProfileChoice profile, String name) {
        List<Variant> variants = slippages.isEmpty()
                ? List.of(Variant.of(profile))
                : slippages.stream().map(s -> Variant.of(profile, s)).toList();
        return name.isEmpty()
                ? variants
                : variants.stream()
                        .map(v -> v.named(
                                slippages.size() > 1 ? name + " " + v.slippage().id() : name))
                        .toList();
    }

    /** Two files with one name could not be told apart in the answer. */
    private void requireNameOfItsOwn(ProfileChoice profile) {
        for (ProfileChoice other : profiles) {
            if (other.name().equals(profile.name()) && !other.settings().equals(profile.settings())) {
                throw new ParameterException(
                        spec().commandLine(),
                        "--profiles has two different profiles of the name " + profile.name() + ": " + other.word()
                                + " and " + profile.word() + ". Give each a name of its own.");
            }
        }
    }

    private ReportTitle title(Days days, Set<String> caveats) {
        return new ReportTitle(
                symbol.value() + ", " + days.dates().get(0) + " to "
                        + days.dates().get(days.dates().size() - 1) + ", compared",
                "Bars and features of the home " + home.path().toAbsolutePath().normalize()
                        + ". P&L in the currency of the quote for one unit of size. " + String.join(" ", caveats),
                dates.calendar().zone());
    }
}
