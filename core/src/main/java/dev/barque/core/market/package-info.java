/**
 * What a market shows: symbols, bars and option chains, in columns of primitives.
 *
 * <p>Start at {@link dev.barque.core.market.Bars}. A bar's time is the instant at which it became complete, in UTC; prices
 * are in the currency of the quote, volumes in shares or contracts. An unknown number is NaN, never null and never 0.
 * Everything here is immutable and safe to share between threads, builders excepted. Stable.
 */
@NullMarked
package dev.barque.core.market;

import org.jspecify.annotations.NullMarked;
