package dev.barque.core.market;

import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What a vendor's time stamp on a bar means. It is declared where bars enter, because a file cannot tell: a bar of
 * 09:30 to 09:31 is stamped 09:30 by one vendor and 09:31 by the next, and reading one as the other shows every bar a
 * whole interval before it could be known.
 *
 * @param stamped which end of the bar's interval the stamp names
 * @param interval how long a bar lasts; zero for not declared, which only {@link Stamped#AT_CLOSE} allows
 */
public record StampConvention(Stamped stamped, Duration interval) {
    private static final StampConvention AT_CLOSE = new StampConvention(Stamped.AT_CLOSE, Duration.ZERO);

    /** Refuses a negative interval, one finer than a microsecond, and a stamp at the opening without an interval. */
    public StampConvention {
        Objects.requireNonNull(stamped, "stamped");
        if (interval.isNegative() || !interval.equals(interval.truncatedTo(ChronoUnit.MICROS))) {
            throw new IllegalArgumentException(
                    "interval must be zero or more, in whole microseconds, but was " + interval);
        }
        if (stamped == Stamped.AT_OPEN && interval.isZero()) {
            throw new IllegalArgumentException(
                    "Bars stamped at the opening need their interval: without it nobody knows when they are complete");
        }
    }

    /** Stamped with the instant at which the bar became complete; how long bars last is not declared. */
    public static StampConvention atClose() {
        return AT_CLOSE;
    }

    /** Stamped with the instant at which the bar became complete. */
    public static StampConvention atClose(Duration interval) {
        return new StampConvention(Stamped.AT_CLOSE, interval);
    }

    /** Stamped with the instant at which the bar began: it became complete one interval later. */
    public static StampConvention atOpen(Duration interval) {
        return new StampConvention(Stamped.AT_OPEN, interval);
    }

    /** {@link #interval()} in microseconds. */
    public long intervalMicros() {
        return Math.addExact(Math.multiplyExact(interval.toSeconds(), 1_000_000L), interval.toNanosPart() / 1_000);
    }

    /** How much later than its stamp a bar is complete, in microseconds. */
    public long shiftMicros() {
        return stamped == Stamped.AT_OPEN ? intervalMicros() : 0;
    }

    /** When a bar with this stamp became complete; both in UTC microseconds, see {@link UtcMicros}. */
    public long completedAt(long stampMicros) {
        return Math.addExact(stampMicros, shiftMicros());
    }

    /** Which end of a bar's interval a stamp names. */
    public enum Stamped {
        /** The beginning, as yfinance, Alpaca and most charting services do. */
        AT_OPEN,
        /** The end. */
        AT_CLOSE
    }
}
