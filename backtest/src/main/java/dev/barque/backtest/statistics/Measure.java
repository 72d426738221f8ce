package dev.barque.backtest.statistics;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * A number, or the reason in words why there is none.
 *
 * @param value finite, or NaN where there is none
 * @param absent why there is none; empty where there is one
 */
public record Measure(double value, String absent) {
    /** Refuses a value without sense: a number needs no reason, and what is none needs one. */
    public Measure {
        if (Double.isFinite(value) != absent.isEmpty()) {
            throw new IllegalArgumentException(
                    "A measure is a finite number or a reason, but was " + value + " and '" + absent + "'");
        }
    }

    /** A number; infinity and NaN are refused, since they have a reason. */
    public static Measure of(double value) {
        return new Measure(value, "");
    }

    /** None, and why. */
    public static Measure none(String why) {
        return new Measure(Double.NaN, why);
    }

    /** A number, or none for what is not finite. */
    static Measure orNone(double value, String whyNotFinite) {
        return Double.isFinite(value) ? of(value) : none(whyNotFinite);
    }

    /** Whether there is a number. */
    public boolean isPresent() {
        return absent.isEmpty();
    }

    /** The number made into another; none stays none. */
    public Measure map(DoubleUnaryOperator change) {
        return isPresent() ? of(change.applyAsDouble(value)) : this;
    }

    @Override
    public String toString() {
        return isPresent() ? String.format(Locale.ROOT, "%.6g", value) : "none: " + absent;
    }
}
