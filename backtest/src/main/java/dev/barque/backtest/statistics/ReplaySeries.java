package dev.barque.backtest.statistics;

import dev.barque.backtest.ClosedTrade;
import dev.barque.backtest.EquityCurve;
import dev.barque.backtest.ReplayResult;
import dev.barque.core.time.UtcMicros;
import java.util.List;

/**
 * Equity and trades of day replays of one symbol, in the order of time, each of which starts at 0: equity goes on from one to the
 * next. A point without a price to mark at keeps the value of the one before; what a day closed behind its last point counts at it.
 */
public final class ReplaySeries {
    private ReplaySeries() {}

    /** Equity on a starting capital, in the currency of the quote. */
    public static EquitySeries equity(List<ReplayResult> results, double startingCapital) {
        int size = results.stream().mapToInt(r -> r.equity().size()).sum();
        long[] times = new long[size];
        double[] profit = new double[size];
        int at = 0;
        double earned = 0;
        for (ReplayResult result : results) {
            EquityCurve curve = result.equity();
            double last = earned;
            for (int i = 0; i < curve.size(); i++) {
                last = Double.isNaN(curve.value(i)) ? last : earned + curve.value(i);
                times[at] = curve.timeMicros(i);
                profit[at] = last;
                at++;
            }
            earned += result.statistics().pnl();
            if (curve.size() > 0) {
                profit[at - 1] = earned;
            }
        }
        return EquitySeries.ofProfit(times, profit, startingCapital);
    }

    /** Closed trades. */
    public static TradeTable trades(List<ReplayResult> results) {
        TradeTable.Builder table = TradeTable.builder();
        for (ReplayResult result : results) {
            for (ClosedTrade trade : result.trades()) {
                table.add(
                                result.bars().symbol(),
                                trade.direction(),
                                UtcMicros.of(trade.entryTime()),
                                UtcMicros.of(trade.exitTime()))
                        .result(
                                trade.size(),
                                trade.size() * (trade.entryPrice() + trade.exitPrice()),
                                trade.pnl(),
                                trade.costs(),
                                trade.barsHeld());
            }
        }
        return table.build();
    }
}
