package dev.barque.backtest.execution.calibration;

import dev.barque.backtest.execution.Execution;
import dev.barque.core.market.Symbol;

/**
 * A fill that happened, and the market of that time. What is not known is NaN.
 *
 * @param symbol of what
 * @param timeMicros when, UTC microseconds
 * @param price on arrival of the order, in the currency of the quote, above 0
 * @param filledAt what was paid or got for a share, above 0
 * @param quantity shares, above 0 bought, below 0 sold
 * @param barVolume shares of the market in the bar
 * @param dailyVolume mean shares a day before
 * @param dailyVolatility standard deviation of daily log returns before, as a fraction
 * @param amihud ratio known then
 * @param bid best one on arrival
 * @param ask best one on arrival
 * @param profit what the fill earned after costs, in the currency of the quote; NaN where nothing was closed
 */
public record RecordedFill(
        Symbol symbol,
        long timeMicros,
        double price,
        double filledAt,
        double quantity,
        double barVolume,
        double dailyVolume,
        double dailyVolatility,
        double amihud,
        double bid,
        double ask,
        double profit)
        implements Execution {
    /** Refuses prices that are not above 0 and a quantity of 0. */
    public RecordedFill {
        requirePrice("arrival_price", price);
        requirePrice("fill_price", filledAt);
        if (!(Math.abs(quantity) > 0 && Double.isFinite(quantity))) {
            throw new IllegalArgumentException("quantity must be above or below 0 but was " + quantity);
        }
    }

    /** What it cost, in basis points of the price on arrival; below 0 if it was filled better. */
    public double costBps() {
        return Math.signum(quantity) * (filledAt - price) / price * 1e4;
    }

    /** What it cost in the currency of the quote. */
    public double cost() {
        return quantity * (filledAt - price);
    }

    private static void requirePrice(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be above 0 but was " + value);
        }
    }
}
