package dev.barque.core.time;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Instants as int64 microseconds since 1970-01-01T00:00Z.
 *
 * <p>Digits below the microsecond are cut towards the past, as the field does: an instant is never moved into the future.
 */
public final class UtcMicros {
    /** Microseconds of a UTC day; there are no leap seconds in this time scale. */
    public static final long PER_DAY = 86_400_000_000L;

    /** Microseconds of a minute. */
    public static final long PER_MINUTE = 60_000_000L;

    private UtcMicros() {}

    /** Microseconds of an instant; throws ArithmeticException beyond about the year 294,000 on either side. */
    public static long of(Instant instant) {
        long seconds = instant.getEpochSecond();
        long micros = instant.getNano() / 1_000;
        if (seconds < 0) {
            // Towards zero first: the earliest second that fits at all begins before the earliest microsecond that
            // does.
            seconds++;
            micros -= 1_000_000L;
        }
        try {
            return Math.addExact(Math.multiplyExact(seconds, 1_000_000L), micros);
        } catch (ArithmeticException e) {
            throw new ArithmeticException(instant + " does not fit into 64 bits of microseconds since 1970");
        }
    }

    /** The instant of so many microseconds. */
    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    /** The UTC date of so many microseconds. */
    public static LocalDate utcDate(long micros) {
        return LocalDate.ofEpochDay(Math.floorDiv(micros, PER_DAY));
    }
}
