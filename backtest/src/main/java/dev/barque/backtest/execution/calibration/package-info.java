/**
 * What execution has cost. Start at {@link dev.barque.backtest.execution.calibration.SlippageCalibration}, which fits models of
 * slippage to recorded fills and refuses where they do not tell, and at {@link
 * dev.barque.backtest.execution.calibration.SlippageReport}, which says where the money went. Times are UTC microseconds, costs
 * basis points of the price on arrival. Immutable and thread-safe.
 */
@NullMarked
package dev.barque.backtest.execution.calibration;

import org.jspecify.annotations.NullMarked;
