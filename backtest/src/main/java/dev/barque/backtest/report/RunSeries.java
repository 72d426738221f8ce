package dev.barque.backtest.report;

import dev.barque.backtest.ClosedTrade;
import dev.barque.backtest.EquityCurve;
import dev.barque.backtest.ReplayResult;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Trade;
import dev.barque.core.market.Bars;
import dev.barque.core.time.UtcMicros;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of a run laid end to end on one axis of bars: what the charts draw. Nights and weekends take no room, and the
 * equity of a day goes on from the result of the days before.
 */
final class RunSeries {
    final long[] time;
    final double[] close;
    /** NaN where the replay has no point. */
    final double[] equity;
    /** Fall of equity below its highest point so far, 0 or negative; NaN where the replay has no point. */
    final double[] drawdown;

    final @Nullable Decision[] decisions;
    final List<PlacedTrade> trades = new ArrayList<>();
    /** Decisions that belong to no bar of their own; they are counted but cannot be drawn. */
    final int unplaced;
    /** Largest fall of equity over the whole run, as a positive number. */
    final double maxDrawdown;

    /**
     * A trade and where it is drawn.
     *
     * @param entry index of the bar of its opening
     * @param exit index of the bar of its closing
     * @param stop the stop price of the decision that opened it, NaN for none
     */
    record PlacedTrade(ClosedTrade trade, int entry, int exit, double stop) {}

    RunSeries(ReportRun run) {
        int size = run.results().stream().mapToInt(r -> r.bars().size()).sum();
        time = new long[size];
        close = new double[size];
        equity = new double[size];
        drawdown = new double[size];
        decisions = new @Nullable Decision[size];
        Arrays.fill(equity, Double.NaN);
        Arrays.fill(drawdown, Double.NaN);
        int from = 0;
        double earned = 0;
        double high = 0;
        double deepest = 0;
        int lost = 0;
        for (ReplayResult result : run.results()) {
            Bars bars = result.bars();
            for (int i = 0; i < bars.size(); i++) {
                time[from + i] = bars.time(i);
                close[from + i] = bars.close(i);
            }
            int to = from + bars.size();
            lost += placeDecisions(result.decisions(), from, to);
            placeEquity(result.equity(), earned, from, to);
            placeTrades(result, from, to);
            for (int i = from; i < to; i++) {
                if (!Double.isNaN(equity[i])) {
                    high = Math.max(high, equity[i]);
                    drawdown[i] = equity[i] - high;
                    deepest = Math.max(deepest, -drawdown[i]);
                }
            }
            earned += result.statistics().pnl();
            // The result of a day may hold a closing trade that its curve does not show.
            high = Math.max(high, earned);
            deepest = Math.max(deepest, high - earned);
            from = to;
        }
        unplaced = lost;
        maxDrawdown =
                run.results().size() == 1 ? run.results().get(0).statistics().maxDrawdown() : deepest;
    }

    private int placeDecisions(List<Decision> made, int from, int to) {
        int lost = 0;
        int at = from;
        for (Decision decision : made) {
            long micros = UtcMicros.of(decision.time());
            while (at < to && time[at] < micros) {
                at++;
            }
            if (at < to && time[at] == micros) {
                decisions[at++] = decision;
            } else {
                lost++;
            }
        }
        return lost;
    }

    private void placeEquity(EquityCurve curve, double earned, int from, int to) {
        int at = from;
        for (int i = 0; i < curve.size(); i++) {
            while (at < to && time[at] < curve.timeMicros(i)) {
                at++;
            }
            if (at < to && time[at] == curve.timeMicros(i)) {
                equity[at] = earned + curve.value(i);
            }
        }
    }

    private void placeTrades(ReplayResult result, int from, int to) {
        for (ClosedTrade trade : to == from ? List.<ClosedTrade>of() : result.trades()) {
            int entry = indexAt(UtcMicros.of(trade.entryTime()), from, to);
            int exit = indexAt(UtcMicros.of(trade.exitTime()), from, to);
            trades.add(new PlacedTrade(trade, entry, exit, stopOf(trade, entry, from)));
        }
    }

    /** The stop stands in the decision that opened the trade: the last fitting one before the bar of its opening. */
    private double stopOf(ClosedTrade trade, int entry, int from) {
        for (int i = entry; i >= from; i--) {
            if (decisions[i] instanceof Trade opened
                    && opened.time().isBefore(trade.entryTime())
                    && opened.direction() == trade.direction()
                    && Double.compare(opened.confidence(), trade.entryConfidence()) == 0) {
                return opened.stopLoss();
            }
        }
        return Double.NaN;
    }

    /** The last bar at or before an instant among those from {@code from} to {@code to}; the first when all are later. */
    private int indexAt(long micros, int from, int to) {
        int found = Arrays.binarySearch(time, from, to, micros);
        return Math.max(from, found >= 0 ? found : -found - 2);
    }

    int size() {
        return time.length;
    }
}
