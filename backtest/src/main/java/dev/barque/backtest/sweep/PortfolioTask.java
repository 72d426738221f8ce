package dev.barque.backtest.sweep;

import dev.barque.backtest.engine.BarFeed;
import dev.barque.backtest.engine.PortfolioReplay;
import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.PortfolioSeries;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.trial.Trial;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Runs one account over many symbols for each point of a sweep. Each point is run once over all days, without a break: training and
 * test of a walk are stretches of its returns, and what is held between them goes from the one into the other. A purge of as many
 * bars as positions last keeps what was decided in training and settled in the test out of the choice.
 *
 * <pre>{@code
 * HeldBars bars = new HeldBars(source);
 * PortfolioTask task = PortfolioTask.of(runs, () -> List.of(BarFeed.of(bars, symbol, dates)), calendar, rules).cutting(walk);
 * List<SweepRun> made = Sweep.of(task).run(points, executor, 2);
 * }</pre>
 */
public final class PortfolioTask implements SweepTask {
    private final PortfolioRuns runs;
    private final Supplier<List<BarFeed>> feeds;
    private final TradingCalendar calendar;
    private final StatisticsRules rules;
    private final int embargoBars;
    private final int purgeBars;

    private PortfolioTask(
            PortfolioRuns runs,
            Supplier<List<BarFeed>> feeds,
            TradingCalendar calendar,
            StatisticsRules rules,
            int embargoBars,
            int purgeBars) {
        this.runs = Objects.requireNonNull(runs, "runs");
        this.feeds = Objects.requireNonNull(feeds, "feeds");
        this.calendar = Objects.requireNonNull(calendar, "calendar");
        this.rules = Objects.requireNonNull(rules, "rules");
        this.embargoBars = embargoBars;
        this.purgeBars = purgeBars;
    }

    /**
     * A task whose runs have whole days.
     *
     * @param feeds new ones for each run, over bars that are held once, such as {@link HeldBars}; called by several threads
     * @param calendar by whose dates returns are counted
     */
    public static PortfolioTask of(
            PortfolioRuns runs, Supplier<List<BarFeed>> feeds, TradingCalendar calendar, StatisticsRules rules) {
        return new PortfolioTask(runs, feeds, calendar, rules, 0, 0);
    }

    /** The same, and days can be cut as a walk needs them that purges or embargoes bars. */
    public PortfolioTask cutting(WalkForward walk) {
        return new PortfolioTask(runs, feeds, calendar, rules, walk.embargoBars(), walk.purgeBars());
    }

    @Override
    public String key(SweepPoint point) {
        String key = runs.key(point);
        return embargoBars + purgeBars == 0 ? key : key + " cut by " + embargoBars + " and " + purgeBars + " bars";
    }

    @Override
    public SweepOutcome run(SweepPoint point) {
        PortfolioReplay replay = runs.replay(point);
        PortfolioResult result = replay.run(feeds.get(), runs.strategy(point));
        Performance run =
                Performance.of(PortfolioSeries.equity(result), PortfolioSeries.trades(result), calendar, rules);
        SweepOutcome outcome = new SweepOutcome(
                returns(run),
                result.summary().roundTrips(),
                result.summary().net(),
                result.summary().gross() - result.summary().net(),
                SweepDigest.of(run),
                embargoBars + purgeBars == 0 ? List.of() : DayPart.of(run, embargoBars, purgeBars));
        runs.made(point, replay, run);
        return outcome;
    }

    private static Trial.Returns returns(Performance run) {
        List<LocalDate> dates = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (double value : run.days().returns()) {
            dates.add(run.days().date(values.size()));
            values.add(value);
        }
        return new Trial.Returns(dates, values);
    }
}
