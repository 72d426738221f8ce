package dev.barque.cli;

import dev.barque.backtest.execution.SlippageModel;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.backtest.statistics.TrialCount;
import dev.barque.backtest.sweep.Sweep;
import dev.barque.backtest.sweep.SweepPoint;
import dev.barque.backtest.sweep.SweepRun;
import dev.barque.backtest.sweep.SweepTable;
import dev.barque.backtest.sweep.SweepTask;
import dev.barque.backtest.sweep.WalkForward;
import dev.barque.cli.internal.CliErrors;
import dev.barque.cli.internal.console.Progress;
import dev.barque.cli.internal.work.AccountSetup;
import dev.barque.cli.internal.work.AccountWork;
import dev.barque.cli.internal.work.HomeDigest;
import dev.barque.cli.internal.work.RunStatistics;
import dev.barque.cli.internal.work.SweepFile;
import dev.barque.cli.internal.work.SweepWork;
import dev.barque.cli.internal.work.TrialBook;
import dev.barque.cli.internal.work.Variant;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.l1.L1Files;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
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
            "      --vary edge=1,1.5 --walk-forward rolling --train 2 --test 1 --purge-bars 12 --resume",
            "  barque sweep --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 --preset standard",
            "  barque sweep --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 \\",
            "      --grid docs/examples/sweeps/edges.yaml",
            "  barque sweep --home demo-home --symbol SPY --date 2025-10-24..2025-10-28 --engine account \\",
            "      --vary edge=1,1.5 --vary fees=none,ibkr-fixed --capital 50000 --threads 2",
            "",
            "What can be varied: every key of barque profile show, and slippage; with --engine account also fees,"
                    + " borrow, impact, capital, unit and participation. Every run is entered in the trial ledger of the"
                    + " home, and all trials on the symbol count. Sharpe ratios are annualised; deflated is the"
                    + " probability that the true one is above what the best of as many trials without an edge would show."
                    + " Without --walk-forward nothing is held back, and the ranks are in sample. A sweep that was stopped"
                    + " goes on with --resume: finished runs are in HOME/sweeps."
        })
final class SweepCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(
            names = "--symbol",
            required = true,
            split = ",",
            paramLabel = "SYM",
            description = "An instrument, such as SPY; several with commas for --engine account.")
    @SuppressWarnings("NullAway.Init")
    private List<Symbol> symbols;

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

    @Mixin
    private final PlanOptions plan = new PlanOptions();

    @Mixin
    private final WalkOptions walks = new WalkOptions();

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "day",
            description = "day (default): each day by itself and for one unit, as barque backtest; account: one account"
                    + " over all symbols and days, as barque replay.")
    @SuppressWarnings("NullAway.Init")
    private Engine engine;

    @Mixin
    private final AccountOptions account = new AccountOptions();

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

    /** What is run for each point. */
    enum Engine {
        DAY,
        ACCOUNT
    }

    @Override
    public Integer call() {
        requireSense();
        SortedSet<Symbol> wanted = new TreeSet<>(symbols);
        List<SweepPoint> points = plan.points(this, profile.value());
        L1Files bars = home.bars();
        SortedMap<Symbol, List<LocalDate>> days = new TreeMap<>();
        for (Symbol symbol : wanted) {
            days.put(symbol, dates.in(bars, home.path(), symbol, this).dates());
        }
        List<LocalDate> on =
                days.values().stream().flatMap(List::stream).distinct().sorted().toList();
        WalkForward walk = walks.walk();
        if (walk != null) {
            // Refused before hours of work, not behind them.
            walk.folds(on.size());
        }
        TrialBook book = TrialBook.ofHome(home.path(), shell().clock());
        List<SweepRun> runs;
        try (ParquetFeatureStore features = home.features();
                Progress.Task task = progress().start("Sweep " + profile.value().name(), "runs", points.size())) {
            String inputs = HomeDigest.upTo(home.path(), on.get(on.size() - 1));
            runs = runs(work(points, days, bars, features, book, inputs, walk), points, task);
        }
        StatisticsRules rules = RunStatistics.rules(dates.calendar());
        TrialCount trials = book.of(wanted).count();
        SweepTable table = walk == null ? SweepTable.of(runs, trials, rules) : SweepTable.of(runs, walk, trials, rules);
        answer(wanted, on, table, new SweepText(table, rules.periodsPerYear()));
        return ExitCode.OK;
    }

    private SweepTask work(
            List<SweepPoint> points,
            SortedMap<Symbol, List<LocalDate>> days,
            L1Files bars,
            ParquetFeatureStore features,
            TrialBook book,
            String inputs,
            @Nullable WalkForward walk) {
        Variant base = slippage == null ? Variant.of(profile.value()) : Variant.of(profile.value(), slippage);
        if (engine == Engine.DAY) {
            Map.Entry<Symbol, List<LocalDate>> only = days.entrySet().iterator().next();
            SweepWork work = new SweepWork(
                    base, bars, features, only.getKey(), only.getValue(), dates.calendar(), book, inputs, walk);
            work.check(points);
            return work;
        }
        AccountSetup setup = account.setup(this, dates.calendar(), days.keySet(), base.slippage());
        AccountWork work = new AccountWork(profile.value(), setup, days, bars, features, book, inputs);
        work.check(points);
        return walk == null ? work.task() : work.task().cutting(walk);
    }

    private List<SweepRun> runs(SweepTask work, List<SweepPoint> points, Progress.Task task) {
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

    private void answer(SortedSet<Symbol> wanted, List<LocalDate> on, SweepTable table, SweepText text) {
        String traded = wanted.stream().map(Symbol::value).collect(Collectors.joining(", "));
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
            tree.put("symbol", traded);
            tree.put("engine", engine.name().toLowerCase(Locale.ROOT));
            tree.put("profile", profile.value().name());
            tree.put("from", on.get(0).toString());
            tree.put("to", on.get(on.size() - 1).toString());
            printJson(tree);
            return;
        }
        print(traded + ", " + on.get(0) + " to " + on.get(on.size() - 1) + ", " + on.size() + " days, "
                + profile.value().name() + (engine == Engine.ACCOUNT ? ", one account, " : ", ")
                + table.rows().size() + " runs of "
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
        List<String> given = AccountOptions.given(this);
        if (engine == Engine.DAY && (!given.isEmpty() || new TreeSet<>(symbols).size() > 1)) {
            throw new ParameterException(
                    spec().commandLine(),
                    (given.isEmpty() ? "Several symbols go" : String.join(", ", given) + " goes")
                            + " with --engine account only; without it each day of one symbol is replayed by itself");
        }
    }
}
