package dev.barque.cli.internal.work;

import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.statistics.Performance;
import dev.barque.backtest.statistics.ReplaySeries;
import dev.barque.backtest.statistics.StatisticsRules;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.Bars;
import java.util.List;

/** The figures of day replays. */
public final class RunStatistics {
    private static final double ALWAYS = 365;

    private RunStatistics() {}

    /** 252 dates a year, or 365 where markets never close. */
    public static StatisticsRules rules(TradingCalendar calendar) {
        return calendar.id().equals(TradingCalendars.alwaysOpen().id())
                ? StatisticsRules.standard().withPeriodsPerYear(ALWAYS)
                : StatisticsRules.standard();
    }

    /** What one unit costs at the first bar that has a price: the capital of somebody who borrows nothing. */
    public static double priceOfOne(List<ReplayResult> results) {
        for (ReplayResult result : results) {
            Bars bars = result.bars();
            for (int i = 0; i < bars.size(); i++) {
                if (bars.close(i) > 0 && Double.isFinite(bars.close(i))) {
                    return bars.close(i);
                }
            }
        }
        return 1;
    }

    /** On the capital of {@link #priceOfOne}. */
    public static Performance of(List<ReplayResult> results, TradingCalendar calendar) {
        return of(results, priceOfOne(results), calendar, rules(calendar));
    }

    /** On a starting capital. */
    public static Performance of(
            List<ReplayResult> results, double capital, TradingCalendar calendar, StatisticsRules rules) {
        return Performance.of(ReplaySeries.equity(results, capital), ReplaySeries.trades(results), calendar, rules);
    }
}
