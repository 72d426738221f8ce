/**
 * What the decisions would have earned. Start at {@link dev.barque.backtest.Replay}.
 *
 * <p>Times are UTC, prices and results in the currency of the quote, sizes in the host's unit. Results are immutable and
 * safe to share. Deterministic: the same inputs give the same result, bit for bit.
 */
@NullMarked
package dev.barque.backtest;

import org.jspecify.annotations.NullMarked;
