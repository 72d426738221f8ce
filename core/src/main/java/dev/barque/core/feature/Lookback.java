package dev.barque.core.feature;

import java.time.Duration;

/** How far back a read may go for a row: a property of the feature set, so that no caller can forget it. */
public sealed interface Lookback {
    /** Only rows filed under the date of the instant that is asked for, as the published system does. */
    static Lookback sameDate() {
        return SameDate.INSTANCE;
    }

    /** Only rows whose event time is at most so long before the instant that is asked for. */
    static Lookback atMost(Duration maxAge) {
        return new MaxAge(maxAge);
    }

    /** See {@link #sameDate()}. */
    enum SameDate implements Lookback {
        /** The only one. */
        INSTANCE
    }

    /**
     * See {@link #atMost}.
     *
     * @param maxAge positive
     */
    record MaxAge(Duration maxAge) implements Lookback {
        /** Refuses zero and negative ages. */
        public MaxAge {
            if (maxAge.isNegative() || maxAge.isZero()) {
                throw new IllegalArgumentException("maxAge must be positive but was " + maxAge);
            }
        }
    }
}
