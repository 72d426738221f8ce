package dev.barque.ops.checks.data;

import java.time.Duration;

/** What parameters of checks must be. */
final class Require {
    private Require() {}

    static void positive(String parameter, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw wrong(parameter, "above 0", value);
        }
    }

    static void notNegative(String parameter, Duration value) {
        if (value.isNegative()) {
            throw wrong(parameter, "0 or more", value);
        }
    }

    static void atLeast(String parameter, long least, long value) {
        if (value < least) {
            throw wrong(parameter, "at least " + least, value);
        }
    }

    static void share(String parameter, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw wrong(parameter, "from 0 to 1", value);
        }
    }

    /** The milder bound comes first. */
    static <T extends Comparable<T>> void ordered(String milder, T mild, String harder, T hard) {
        if (mild.compareTo(hard) > 0) {
            throw wrong(milder, "at most " + harder + " (" + hard + ")", mild);
        }
    }

    private static IllegalArgumentException wrong(String parameter, String expected, Object found) {
        return new IllegalArgumentException(parameter + " must be " + expected + " but was " + found);
    }
}
