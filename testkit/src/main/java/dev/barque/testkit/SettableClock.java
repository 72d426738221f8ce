package dev.barque.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told to move, backwards too. Safe for use by several threads. */
public final class SettableClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** A clock in UTC that stands at an instant. */
    public static SettableClock at(Instant now) {
        return new SettableClock(new AtomicReference<>(Objects.requireNonNull(now, "now")), ZoneOffset.UTC);
    }

    /** {@link #at(Instant)} of an ISO-8601 text such as {@code 2025-11-03T14:31:00Z}. */
    public static SettableClock at(String now) {
        return at(Instant.parse(now));
    }

    /** Moves it to an instant. */
    public void set(Instant to) {
        now.set(Objects.requireNonNull(to, "to"));
    }

    /** Moves it by a duration; a negative one turns it back. */
    public void advance(Duration by) {
        now.updateAndGet(t -> t.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock seen in another zone: moving one moves the other. */
    @Override
    public SettableClock withZone(ZoneId other) {
        return new SettableClock(now, Objects.requireNonNull(other, "other"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettableClock clock && clock.now == now && clock.zone.equals(zone);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(now) + zone.hashCode();
    }

    @Override
    public String toString() {
        return "SettableClock at " + now.get() + " in " + zone;
    }
}
