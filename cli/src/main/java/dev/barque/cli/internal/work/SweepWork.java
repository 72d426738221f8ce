package dev.barque.cli.internal.work;

import dev.barque.agents.DecisionPipeline;
import dev.barque.backtest.Replay;
import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.execution.SlippageModels;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.sweep.HeldBars;
import dev.barque.backtest.sweep.HeldFeatures;
import dev.barque.backtest.sweep.SweepOutcome;
import dev.barque.backtest.sweep.SweepPoint;
import dev.barque.backtest.sweep.SweepTask;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** Of a variant, on some days; {@code inputs} is a digest of what is read. */
    public SweepWork(
            Variant base,
            BarSource bars,
            ParquetFeatureStore store,
            Symbol symbol,
            List<LocalDate> dates,
            TradingCalendar calendar,
            TrialBook book,
            String inputs) {
        this.base = base;
        this.bars = new HeldBars(bars);
        this.store = store;
        features = new HeldFeatures(store);
        this.symbol = symbol;
        this.dates = List.copyOf(dates);
        this.calendar = calendar;
        this.book = book;
        this.inputs = inputs;
    }

    /** Throws where a point cannot be run, before any is. */
    public void check(List<SweepPoint> points) {
        Variant.requireFeatures(base.choice(), store, symbol, dates);
        points.forEach(this::variant);
    }

    @Override
    public String key(SweepPoint point) {
        return Sha256.of(String.join(
                "\n",
                "sweep 1",
                String.valueOf(SweepWork.class.getPackage().getImplementationVersion()),
                inputs,
                symbol.value(),
                calendar.id(),
                dates.toString(),
                TrialBook.configuration(variant(point))));
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
        book.enterOneOfMany(variant, symbol, dates, run);
        return outcome(results, run);
    }

    /** What came of day replays. */
    public static SweepOutcome outcome(List<ReplayResult> results, Performance run) {
        double costs = 0;
        double pnl = 0;
        for (ReplayResult day : results) {
            costs += day.statistics().costs();
            pnl += day.statistics().pnl();
        }
        return new SweepOutcome(TrialBook.returns(run), run.trades().size(), pnl, costs, TrialBook.result(run));
    }

    private Variant variant(SweepPoint point) {
        Map<String, String> settings = new LinkedHashMap<>();
        point.settings().forEach((key, value) -> {
            if (!key.equals(SLIPPAGE)) {
                settings.put(key.startsWith("composer.") ? key.substring("composer.".length()) : key, value);
            }
        });
        String slippage = point.settings().get(SLIPPAGE);
        String name = base.name() + " " + point.text();
        return new Variant(
                name.length() > 400 ? name.substring(0, 400) : name,
                Overrides.apply(base.choice(), settings),
                slippage == null ? base.slippage() : SlippageModels.of(slippage));
    }
}
