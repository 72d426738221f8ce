package dev.barque.core.feature;

import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.util.Objects;

/**
 * What a read may see: rows about instants up to {@code eventTime} that were known by {@code knownAt}, both ends included.
 *
 * @param eventTime the latest instant that a row may be about
 * @param knownAt the latest instant from which a row could have been used
 */
public record AsOf(Instant eventTime, Instant knownAt) {
    /** Nulls are refused. */
    public AsOf {
        Objects.requireNonNull(eventTime, "eventTime");
        Objects.requireNonNull(knownAt, "knownAt");
    }

    /** What was known at an instant about everything up to it. */
    public static AsOf at(Instant t) {
        return new AsOf(t, t);
    }

    /** {@link #at(Instant)} for UTC microseconds. */
    public static AsOf at(long micros) {
        return at(UtcMicros.toInstant(micros));
    }

    /** The same event time seen with other knowledge. */
    public AsOf knownAt(Instant k) {
        return new AsOf(eventTime, k);
    }

    /** Whether a row of these times may be seen; the boundary itself is visible. */
    public boolean sees(long eventMicros, long knownMicros) {
        return eventMicros <= eventMicros() && knownMicros <= knownMicros();
    }

    /** {@link #eventTime()} in UTC microseconds. */
    public long eventMicros() {
        return UtcMicros.of(eventTime);
    }

    /** {@link #knownAt()} in UTC microseconds. */
    public long knownMicros() {
        return UtcMicros.of(knownAt);
    }

    @Override
    public String toString() {
        return eventTime.equals(knownAt) ? eventTime.toString() : eventTime + " as known at " + knownAt;
    }
}
