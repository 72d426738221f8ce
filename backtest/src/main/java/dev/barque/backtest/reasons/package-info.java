/**
 * Why bars were not traded: start at {@link dev.barque.backtest.reasons.WhyNoTrade}. Amounts are in the unit that a smallest
 * change or a guard names. Not safe for use by several threads. Not yet stable.
 */
@NullMarked
package dev.barque.backtest.reasons;

import org.jspecify.annotations.NullMarked;
