package dev.barque.core.decision;

import java.util.Objects;

/**
 * A trade to be opened.
 *
 * @param grounds what it rests on
 * @param direction which way
 * @param confidence 0 to 1
 * @param size multiple of the host's unit, above 0
 * @param timeStopBars bars after which the position is closed, at least 1
 * @param stopLoss price beyond which the position is closed, NaN for none
 * @param rationale why
 */
public record Trade(
        Grounds grounds,
        Direction direction,
        double confidence,
        double size,
        int timeStopBars,
        double stopLoss,
        Rationale rationale)
        implements Decision {
    /** Nulls are refused. */
    public Trade {
        Objects.requireNonNull(grounds, "grounds");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(rationale, "rationale");
    }

    /** Whether there is a stop price. */
    public boolean hasStopLoss() {
        return !Double.isNaN(stopLoss);
    }

    @Override
    public String explanation() {
        return direction.text() + ": " + rationale.alignment() + ", driven by " + rationale.primaryDriver()
                + ", liquidity " + rationale.liquidityQuality() + ", flip risk " + rationale.flipRisk();
    }
}
