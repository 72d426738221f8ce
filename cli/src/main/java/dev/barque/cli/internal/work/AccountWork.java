package dev.barque.cli.internal.work;

import dev.barque.agents.DecisionPipeline;
import dev.barque.backtest.engine.BarFeed;
import dev.barque.backtest.engine.PipelineStrategy;
import dev.barque.backtest.engine.PortfolioReplay;
import dev.barque.backtest.engine.Strategy;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.sweep.HeldBars;
import dev.barque.backtest.sweep.HeldFeatures;
import dev.barque.backtest.sweep.PortfolioRuns;
import dev.barque.backtest.sweep.PortfolioTask;
import dev.barque.backtest.sweep.SweepPoint;
import dev.barque.cli.internal.CliErrors;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import dev.barque.store.ParquetFeatureStore;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Replays of one account over a home under settings that vary; bars and rows are read once, and each run is entered as a trial. */
public final class AccountWork implements PortfolioRuns {
    private final ProfileChoice base;
    private final AccountSetup setup;
    private final SortedMap<Symbol, List<LocalDate>> days;
    private final HeldBars bars;
    private final ParquetFeatureStore store;
    private final HeldFeatures features;
    private final TrialBook book;
    private final String inputs;
    private final DateRange range;

    /** On some days of each symbol; {@code inputs} is a digest of what is read. */
    public AccountWork(
            ProfileChoice base,
            AccountSetup setup,
            SortedMap<Symbol, List<LocalDate>> days,
            BarSource bars,
            ParquetFeatureStore store,
            TrialBook book,
            String inputs) {
        this.base = base;
        this.setup = setup;
        this.days = new TreeMap<>(days);
        this.bars = new HeldBars(bars);
        this.store = store;
        features = new HeldFeatures(store);
        this.book = book;
        this.inputs = inputs;
        range = DateRange.of(days.values());
    }

    /** Throws where a point cannot be run, before any is. */
    public void check(List<SweepPoint> points) {
        days.forEach((symbol, dates) -> Variant.requireFeatures(base, store, symbol, dates));
        points.forEach(point -> {
            ProfileChoice choice = Settings.of(point).applyTo(base);
            Learning.requireOneSymbol(choice, days.keySet());
            try {
                setup(point).replay();
            } catch (IllegalArgumentException e) {
                throw CliErrors.badSetting("the account", point.text(), e);
            }
        });
    }

    /** What a sweep runs. */
    public PortfolioTask task() {
        return PortfolioTask.of(this, this::feeds, setup.calendar(), RunStatistics.rules(setup.calendar()));
    }

    private List<BarFeed> feeds() {
        return days.entrySet().stream()
                .map(symbol -> BarFeed.of(bars, symbol.getKey(), symbol.getValue()))
                .toList();
    }

    private AccountSetup setup(SweepPoint point) {
        AccountSetup own = setup;
        for (Map.Entry<String, String> setting : Settings.of(point).ofAccount().entrySet()) {
            own = own.with(setting.getKey(), setting.getValue());
        }
        return own;
    }

    @Override
    public String key(SweepPoint point) {
        return Sha256.of(String.join(
                "\n",
                "sweep of accounts 1",
                String.valueOf(AccountWork.class.getPackage().getImplementationVersion()),
                inputs,
                days.toString(),
                TrialBook.configuration(
                        Settings.of(point).applyTo(base), setup(point).choices())));
    }

    @Override
    public PortfolioReplay replay(SweepPoint point) {
        return setup(point).replay();
    }

    @Override
    public Strategy strategy(SweepPoint point) {
        ProfileChoice choice = Settings.of(point).applyTo(base);
        DecisionPipeline pipeline =
                choice.pipeline(Learning.ofAccount(days.keySet(), range.last(), choice, bars, store));
        return PipelineStrategy.builder(pipeline, features)
                .unitShares(setup(point).unitShares())
                .build();
    }

    @Override
    public void made(SweepPoint point, PortfolioReplay replay, Performance run) {
        ProfileChoice choice = Settings.of(point).applyTo(base);
        book.enterOneOfMany(choice, point.text(), setup(point).choices(), days.keySet(), range, run);
    }
}
