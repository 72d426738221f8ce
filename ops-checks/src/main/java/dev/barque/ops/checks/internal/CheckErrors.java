package dev.barque.ops.checks.internal;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.time.Duration;

/** Parameters that a check cannot work with; all have the code {@code ops.check-parameter}. */
public final class CheckErrors {
    private CheckErrors() {}

    /** A share has to be above 0 and at most 1. */
    public static void requireShare(String check, String name, double share) {
        if (!(share > 0 && share <= 1)) {
            throw parameter(check, name, share, "a share above 0 and at most 1, such as 0.9");
        }
    }

    /** The limit of trouble must not lie above that of grave trouble. */
    public static void requireOrder(String check, String first, double lower, String second, double upper) {
        if (!(lower <= upper)) {
            throw parameter(check, first, lower, "at most " + second + ", which is " + upper);
        }
    }

    /** Durations that wait for something have to be positive. */
    public static void requirePositive(String check, String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw parameter(check, name, duration, "a positive duration");
        }
    }

    /** Counts and sizes that may be 0. */
    public static void requireNotNegative(String check, String name, long value) {
        if (value < 0) {
            throw parameter(check, name, value, "0 or more");
        }
    }

    /** Anything that does not hold. */
    public static void require(boolean holds, String check, String name, Object value, String expected) {
        if (!holds) {
            throw parameter(check, name, value, expected);
        }
    }

    private static BarqueException parameter(String check, String name, Object value, String expected) {
        return new BarqueException(
                "ops.check-parameter",
                Concern.CALLER,
                "Cannot set up the health check " + check + ": its parameter " + name + " is " + value + ". Expected "
                        + expected + ". Give another value.");
    }
}
