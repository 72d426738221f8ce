package dev.barque.backtest.execution;

import dev.barque.core.market.Symbol;

/**
 * A purchase or sale that a model prices, and what was known of the market when it happened. Valid during the call only: the
 * engine uses one object again and again. What is not known is NaN, and each model says what that costs; none takes it for cheap.
 */
public interface Execution {
    /** Of what. */
    Symbol symbol();

    /** When, UTC microseconds. */
    long timeMicros();

    /** The price before any cost, in the currency of the quote. */
    double price();

    /** Shares: above 0 bought, below 0 sold; NaN when the engine has no sizes in shares. */
    double quantity();

    /** Shares traded by the whole market in the bar in which it is executed. */
    double barVolume();

    /** Mean shares a day over the days before this one. */
    double dailyVolume();

    /** Standard deviation of daily log returns over the days before this one, as a fraction: 0.01 is one per cent. */
    double dailyVolatility();

    /** Amihud ratio of the latest feature row: mean of absolute return over dollar volume. */
    double amihud();

    /** Best bid known then, in the currency of the quote. */
    double bid();

    /** Best ask known then, in the currency of the quote. */
    double ask();
}
