package dev.barque.cli;

import dev.barque.backtest.execution.SlippageModel;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.sweep.Axis;
import dev.barque.backtest.sweep.Sweep;
import dev.barque.backtest.sweep.SweepPlan;
import dev.barque.backtest.sweep.SweepPoint;
import dev.barque.backtest.sweep.SweepRun;
import dev.barque.backtest.sweep.SweepTable;
import dev.barque.backtest.sweep.WalkForward;
import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.work.Days;
import dev.barque.cli.internal.work.HomeDigest;
import dev.barque.cli.internal.work.RunStatistics;
import dev.barque.cli.internal.work.SweepFile;
import dev.barque.cli.internal.work.SweepWork;
import dev.barque.cli.internal.work.TrialBook;
import dev.barque.cli.internal.work.Variant;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.l1.L1Files;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code barque sweep}. */
@Command(
        name = "sweep",
        description = "Replays the same days under many settings, and says whether the best is more than luck.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque sweep --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 \\",
            "      --vary edge=1,1.2,1.5 --vary threshold=0.5..0.6:0.05",
            "  barque sweep --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 \\",
            "      --vary agents=liquidity+sentiment,hedge+liquidity+sentiment \\",
            "      --vary slippage=amihud,5bps --json",
            "  barque sweep --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 \\",
            "      --vary edge=1,1.5 --walk-forward rolling --train 2 --test 1 --resume",
            "",
            "What can be varied: every key of barque profile show, and slippage. Every run is entered in the trial ledger of the home, and all trials on the symbol count. Sharpe ratios are annualised; deflated is the probability that the true one is above what the best of as many trials without an edge would show. Without --walk-forward nothing is held back, and the ranks are in sample. A sweep that was stopped goes on with --resume: finished runs are in HOME/sweeps."
        })
final class SweepCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final SymbolOption symbol = new SymbolOption();

    @Mixin
    private final DatesOption dates = new DatesOption();

    @Mixin
    private final ProfileOption profile = new ProfileOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--slippage",
            paramLabel = "MODEL",
            description = "What execution costs, where it is not varied. Default: that of the profile.")
    private @Nullable SlippageModel slippage;

    @Option(
            names = "--vary",
            required = true,
            paramLabel = "KEY=VALUES",
            description =
                    "A setting and its values, such as edge=1,1.2,1.5 or threshold=0.5..0.7:0.05, or sets of agents:"
                            + " agents=liquidity+sentiment,hedge+liquidity. Several times: every combination.")
    private List<String> vary = new ArrayList<>();

    @Option(names = "--random", paramLabel = "N", description = "Not all combinations, but so many drawn at random.")
    private @Nullable Integer random;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of --random. Default: 1.")
    private long seed;

    @Option(
            names = "--walk-forward",
            paramLabel = "KIND",
            description = "anchored or rolling: choose on training days, judge by the days behind them.")
    private WalkForward.@Nullable Kind walkForward;

    @Option(names = "--train", paramLabel = "DAYS", defaultValue = "60", description = "Days of training. Default: 60.")
    private int train;

    @Option(names = "--test", paramLabel = "DAYS", defaultValue = "20", description = "Days of each test. Default: 20.")
    private int test;

    @Option(
            names = "--purge",
            paramLabel = "DAYS",
            defaultValue = "0",
            description = "Last days of training that are left out. Default: 0.")
    private int purge;

    @Option(
            names = "--embargo",
            paramLabel = "DAYS",
            defaultValue = "0",
            description = "Days behind an earlier test that later training leaves out. Default: 0.")
    private int embargo;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Runs at a time; the answer does not depend on it. Default: 1.")
    private int threads;

    @Option(names = "--resume", description = "Take finished runs of the same settings and bytes from the journal.")
    private boolean resume;

    @Option(names = "--top", paramLabel = "N", defaultValue = "20", description = "Rows that are shown. Default: 20.")
    private int top;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all rows to a file, too.")
    private @Nullable Path csv;

    SweepCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        requireSense();
        Variant base = slippage == null ? Variant.of(profile.value()) : Variant.of(profile.value(), slippage);
        List<Axis> axes = vary.stream().map(Axis::parse).toList();
        List<SweepPoint> points = random == null ? SweepPlan.grid(axes) : SweepPlan.random(axes, random, seed);
        L1Files bars = home.bars();
        Days days = dates.in(bars, home.path(), symbol.value(), this);
        WalkForward walk = walkForward == null ? null : new WalkForward(walkForward, train, test, purge, embargo);
        if (walk != null) {
            // Refused before hours of work, not behind them.
            walk.folds(days.dates().size());
        }
        TrialBook book = TrialBook.ofHome(home.path(), shell().clock());
        List<SweepRun> runs = runs(base, points, bars, days.dates(), book);
        StatisticsRules rules = RunStatistics.rules(dates.calendar());
        SweepTable table = walk == null
                ? SweepTable.of(runs, book.family(symbol.value()).count(), rules)
                : SweepTable.of(runs, walk, book.family(symbol.value()).count(), rules);
        answer(base, days.dates(), table, new SweepText(table, rules.periodsPerYear()));
        return ExitCode.OK;
    }

    private List<SweepRun> runs(
            Variant base, List<SweepPoint> points, L1Files bars, List<LocalDate> on, TrialBook book) {
        try (ParquetFeatureStore features = home.features();
                Progress.Task task = progress().start("Sweep " + base.name(), "runs", points.size())) {
            String inputs = HomeDigest.upTo(home.path(), on.get(on.size() - 1));
            SweepWork work = new SweepWork(base, bars, features, symbol.value(), on, dates.calendar(), book, inputs);
            work.check(points);
            SweepFile journal = resume ? SweepFile.resuming(home.path()) : SweepFile.writing(home.path());
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                return Sweep.of(work)
                        .with(journal)
                        .telling(done -> {
                            synchronized (task) {
                                task.to(done);
                            }
                        })
                        .run(points, pool, threads);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private void answer(Variant base, List<LocalDate> on, SweepTable table, SweepText text) {
        profile.value().caveat().ifPresent(this::note);
        if (csv != null) {
            try {
                Files.writeString(csv, text.csv());
            } catch (IOException e) {
                throw CliErrors.cannotWrite(csv, e);
            }
        }
        if (json.isWanted()) {
            Map<String, @Nullable Object> tree = text.json();
            tree.put("symbol", symbol.value().value());
            tree.put("profile", base.name());
            tree.put("from", on.get(0).toString());
            tree.put("to", on.get(on.size() - 1).toString());
            printJson(tree);
            return;
        }
        print(symbol.value() + ", " + on.get(0) + " to " + on.get(on.size() - 1) + ", " + on.size() + " days, "
                + base.name() + ", " + table.rows().size() + " runs of "
                + table.trials().trials() + " trials");
        print(text.rows(top));
        if (!table.steps().isEmpty()) {
            print(text.steps());
        }
        print(StatisticsText.verdicts(table.verdicts()));
        print("Digest " + table.digest());
    }

    private void requireSense() {
        if (threads < 1 || threads > 256 || top < 1) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--threads is " + threads + " and --top is " + top
                            + "; expected 1 to 256 threads and at least one row");
        }
    }
}
