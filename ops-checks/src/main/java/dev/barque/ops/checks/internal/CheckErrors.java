package dev.barque.ops.checks.internal;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.time.Duration;

/** Parameters that a check, or what it looks at, cannot work with; all have the code {@code ops.check-parameter}. */
public final class CheckErrors {
    private CheckErrors() {}

    /** A share of a whole that is there: above 0 and at most 1. */
    public static void requireShare(String check, String name, double share) {
        if (!(share > 0 && share <= 1)) {
            throw parameter(check, name, share, "a share above 0 and at most 1, such as 0.9");
        }
    }

    /** A share of which none at all is a bound as well: 0 to 1. */
    public static void requireShareOrNone(String check, String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw parameter(check, name, share, "a share from 0 to 1");
        }
    }

    /** The limit of trouble must not lie above that of grave trouble. */
    public static <T extends Comparable<T>> void requireOrder(
            String check, String first, T lower, String second, T upper) {
        if (lower.compareTo(upper) > 0) {
            throw parameter(check, first, lower, "at most " + second + ", which is " + upper);
        }
    }

    /** Durations that wait for something have to be positive. */
    public static void requirePositive(String check, String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw parameter(check, name, duration, "a positive duration");
        }
    }

    /** Durations that may be none. */
    public static void requireNotNegative(String check, String name, Duration duration) {
        if (duration.isNegative()) {
            throw parameter(check, name, duration, "0 or more");
        }
    }

    /** Counts and sizes that may be 0. */
    public static void requireNotNegative(String check, String name, long value) {
        if (value < 0) {
            throw parameter(check, name, value, "0 or more");
        }
    }

    /** Counts and sizes. */
    public static void requireAtLeast(String check, String name, long least, long value) {
        if (value < least) {
            throw parameter(check, name, value, least + " or more");
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
