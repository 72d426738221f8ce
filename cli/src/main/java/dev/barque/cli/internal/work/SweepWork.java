package dev.barque.cli.internal.work;

import dev.barque.agents.DecisionPipeline;
import dev.barque.backtest.Replay;
import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.execution.SlippageModels;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.sweep.DayPart;
import dev.barque.backtest.sweep.HeldBars;
import dev.barque.backtest.sweep.HeldFeatures;
import dev.barque.backtest.sweep.SweepOutcome;
import dev.barque.backtest.sweep.SweepPoint;
import dev.barque.backtest.sweep.SweepTask;
import dev.barque.backtest.sweep.WalkForward;
import dev.barque.cli.internal.CliErrors;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.profiles.ProfileText;
import dev.barque.store.ParquetFeatureStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Day replays of a home under settings that vary; bars and rows are read once, and each run is entered as a trial. */
public final class SweepWork implements SweepTask {
    private static final String SLIPPAGE = "slippage";

    private final Variant base;
    private final HeldBars bars;
    private final ParquetFeatureStore store;
    private final HeldFeatures features;
    private final Symbol symbol;
    private final List<LocalDate> dates;
    private final TradingCalendar calendar;
    private final TrialBook book;
    private final String inputs;
    private final int embargoBars;
    private final int purgeBars;

    /** Of a variant, on some days; {@code inputs} is a digest of what is read, and days can be cut as a walk needs it. */
    public SweepWork(
            Variant base,
            BarSource bars,
            ParquetFeatureStore store,
            Symbol symbol,
            List<LocalDate> dates,
            TradingCalendar calendar,
            TrialBook book,
            String inputs,
            @Nullable WalkForward walk) {
        this.base = base;
        this.bars = new HeldBars(bars);
        this.store = store;
        features = new HeldFeatures(store);
        this.symbol = symbol;
        this.dates = List.copyOf(dates);
        this.calendar = calendar;
        this.book = book;
        this.inputs = inputs;
        embargoBars = walk == null ? 0 : walk.embargoBars();
        purgeBars = walk == null ? 0 : walk.purgeBars();
    }

    /** Throws where a point cannot be run, before any is. */
    public void check(List<SweepPoint> points) {
        Variant.requireFeatures(base.choice(), store, symbol, dates);
        points.forEach(this::variant);
    }

    @Override
    public String key(SweepPoint point) {
        Sha256 digest = new Sha256()
                .text(String.join(
                        "\n",
                        "sweep 1",
                        String.valueOf(SweepWork.class.getPackage().getImplementationVersion()),
                        inputs,
                        symbol.value(),
                        calendar.id(),
                        dates.toString(),
                        TrialBook.configuration(variant(point))));
        if (embargoBars + purgeBars > 0) {
            digest.text("\ncut by " + embargoBars + " and " + purgeBars);
        }
        return digest.hex();
    }

    @Override
    public SweepOutcome run(SweepPoint point) {
        Variant variant = variant(point);
        ProfileChoice choice = variant.choice();
        DecisionPipeline pipeline =
                choice.pipeline(Learning.upTo(dates.get(dates.size() - 1), choice, bars, store, symbol));
        Replay replay = new Replay(pipeline, choice.replayRules().withSlippage(variant.slippage()));
        List<ReplayResult> results = new ArrayList<>();
        for (LocalDate date : dates) {
            results.add(replay.run(bars.day(symbol, date), features));
        }
        Performance run = RunStatistics.of(results, calendar);
        SweepOutcome outcome = outcome(results, run, embargoBars, purgeBars);
        book.enterOneOfMany(variant, symbol, dates, run);
        return outcome;
    }

    /** What came of day replays. */
    public static SweepOutcome outcome(List<ReplayResult> results, Performance run) {
        return outcome(results, run, 0, 0);
    }

    private static SweepOutcome outcome(List<ReplayResult> results, Performance run, int embargo, int purge) {
        double costs = 0;
        double pnl = 0;
        for (ReplayResult day : results) {
            costs += day.statistics().costs();
            pnl += day.statistics().pnl();
        }
        return new SweepOutcome(
                TrialBook.returns(run),
                run.trades().size(),
                pnl,
                costs,
                TrialBook.result(run),
                embargo + purge == 0 ? List.of() : DayPart.of(run, embargo, purge));
    }

    private Variant variant(SweepPoint point) {
        Settings settings = Settings.of(point);
        Map<String, String> account = settings.ofAccount();
        for (String key : account.keySet()) {
            if (!key.equals(SLIPPAGE)) {
                throw CliErrors.noSuchSetting(
                        key, ProfileText.values(base.choice().settings()).keySet());
            }
        }
        String slippage = account.get(SLIPPAGE);
        String name = base.name() + " " + point.text();
        return new Variant(
                name.length() > 400 ? name.substring(0, 400) : name,
                settings.applyTo(base.choice()),
                slippage == null ? base.slippage() : SlippageModels.of(slippage));
    }
}
