/**
 * Did live decide as a replay does? Start at {@link dev.barque.backtest.parity.Parity}.
 *
 * <p>Times are UTC; nothing is null. Not yet stable.
 */
@NullMarked
package dev.barque.backtest.parity;

import org.jspecify.annotations.NullMarked;
