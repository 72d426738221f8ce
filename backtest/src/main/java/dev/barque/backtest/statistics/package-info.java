/**
 * Figures of a run, and how much of them may be luck. Start at {@link dev.barque.backtest.statistics.Performance}; what it says
 * in words is in {@link dev.barque.backtest.statistics.Verdicts}.
 *
 * <p>Inputs are primitive columns, whatever engine made them. Times are UTC microseconds, dates those of a trading calendar,
 * money in the currency of the quote, returns and drawdowns as shares (0.01 is one percent). What cannot be computed is a
 * {@link dev.barque.backtest.statistics.Measure} without a value that says why, never 0. What draws lots is seeded, uses no
 * function whose last bit may differ between machines, and gives the same figures on every JVM. Everything is immutable and safe
 * to share. Not yet stable.
 */
@NullMarked
package dev.barque.backtest.statistics;

import org.jspecify.annotations.NullMarked;
