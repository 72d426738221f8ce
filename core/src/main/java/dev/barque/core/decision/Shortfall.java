package dev.barque.core.decision;

import java.util.Objects;

/**
 * One number that would have had to be another one for a trade: {@code liquidity}'s {@code confidence} was 0.55 and at least
 * 0.6 was needed.
 *
 * @param agent whose number it is
 * @param quantity {@link #CONFIDENCE} or {@link #BIAS}, or a word of the composer's own
 * @param found what it was
 * @param reach on which side of the bound it would have to lie
 * @param bound the bound
 */
public record Shortfall(String agent, String quantity, double found, Reach reach, double bound) {
    /** The confidence of a view, 0 to 1. */
    public static final String CONFIDENCE = "confidence";

    /** The bias of a view, of which the sign counts. */
    public static final String BIAS = "bias";

    /** Nulls are refused. */
    public Shortfall {
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(reach, "reach");
    }

    /** How far the number lies from its bound, never negative. */
    public double amount() {
        return Math.abs(bound - found);
    }

    /** Whether this value would be enough; NaN never is. */
    public boolean isMetBy(double value) {
        return switch (reach) {
            case AT_LEAST -> value >= bound;
            case AT_MOST -> value <= bound;
            case ABOVE -> value > bound;
            case BELOW -> value < bound;
        };
    }

    /** On which side of a bound. */
    public enum Reach {
        /** The bound or more. */
        AT_LEAST,
        /** The bound or less. */
        AT_MOST,
        /** More than the bound. */
        ABOVE,
        /** Less than the bound. */
        BELOW;

        /** Lower case with blanks, for people. */
        public String text() {
            return switch (this) {
                case AT_LEAST -> "at least";
                case AT_MOST -> "at most";
                case ABOVE -> "above";
                case BELOW -> "below";
            };
        }
    }
}
