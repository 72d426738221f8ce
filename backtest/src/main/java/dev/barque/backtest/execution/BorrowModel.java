package dev.barque.backtest.execution;

import dev.barque.core.market.Symbol;

/** What it costs to hold a short position. A pure function; safe for use by several threads. */
public interface BorrowModel {
    /** Its name in reports, with its parameters. */
    String id();

    /**
     * Rate for a year of 365 days on the value of the short position, as a fraction: 0.03 is three per cent.
     *
     * @param timeMicros when, UTC microseconds
     */
    double annualRate(Symbol symbol, long timeMicros);
}
