/**
 * Sweeps: one task over many settings, its runs in parallel on threads of the host, resumed after a kill, ranked with what luck
 * makes of the best of many. Start at {@link dev.barque.backtest.sweep.Sweep}, then
 * {@link dev.barque.backtest.sweep.SweepTable}.
 *
 * <p>Days are trading dates; returns are shares. Plans, outcomes and tables are immutable. Not yet stable.
 */
@NullMarked
package dev.barque.backtest.sweep;

import org.jspecify.annotations.NullMarked;
