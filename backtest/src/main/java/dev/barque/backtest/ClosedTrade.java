package dev.barque.backtest;

import dev.barque.core.decision.Direction;
import dev.barque.core.decision.Rationale;
import java.time.Instant;

/**
 * A position from its opening to its closing.
 *
 * @param direction which way
 * @param size in the host's unit
 * @param entryTime time of the bar at whose price it was opened
 * @param entryPrice price paid or received, slippage included
 * @param exitTime time of the bar at whose price it was closed
 * @param exitPrice price received or paid, slippage included
 * @param exitReason why it was closed
 * @param pnl result after costs
 * @param costs slippage of both ends, times size; already taken off {@code pnl}
 * @param barsHeld bars on which it was open
 * @param timeStopBars what was left of the time stop when it was closed
 * @param entryConfidence confidence of the decision that opened it
 * @param entryRationale why it was opened
 */
public record ClosedTrade(
        Direction direction,
        double size,
        Instant entryTime,
        double entryPrice,
        Instant exitTime,
        double exitPrice,
        ExitReason exitReason,
        double pnl,
        double costs,
        int barsHeld,
        int timeStopBars,
        double entryConfidence,
        Rationale entryRationale) {}
