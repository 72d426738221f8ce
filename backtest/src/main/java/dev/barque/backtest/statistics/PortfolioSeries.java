package dev.barque.backtest.statistics;

import dev.barque.backtest.engine.AccountSeries;
import dev.barque.backtest.engine.PortfolioResult;
import dev.barque.backtest.engine.RoundTrip;

/** Equity and trades of a replay of one account over many symbols. */
public final class PortfolioSeries {
    private PortfolioSeries() {}

    /** Equity after all costs, on the capital of the run. */
    public static EquitySeries equity(PortfolioResult result) {
        AccountSeries account = result.equity();
        long[] times = new long[account.size()];
        double[] equity = new double[account.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = account.timeMicros(i);
            equity[i] = account.equity(i);
        }
        return EquitySeries.of(times, equity, result.summary().capital());
    }

    /**
     * Positions that were closed, each once however many fills it took; costs are slippage, fees and borrowing. What
     * rebates earned beyond them is in the result only.
     */
    public static TradeTable trades(PortfolioResult result) {
        TradeTable.Builder table = TradeTable.builder();
        for (RoundTrip trip : result.roundTrips()) {
            table.add(trip.symbol(), trip.direction(), trip.openedMicros(), trip.closedMicros())
                    .result(
                            trip.quantity(),
                            trip.quantity() * (trip.entryPrice() + trip.exitPrice()),
                            trip.net(),
                            Math.max(0, trip.slippage() + trip.impact() + trip.fees() + trip.borrow()),
                            trip.barsHeld());
        }
        return table.build();
    }
}
