package dev.barque.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A clock that stands still until it is told to move, backwards too. Safe for use by several threads. */
public final class SettableClock extends Clock {
    private final Hand hand;
    private final ZoneId zone;

    private SettableClock(Hand hand, ZoneId zone) {
        this.hand = hand;
        this.zone = zone;
    }

    /** A clock in UTC that stands at an instant. */
    public static SettableClock at(Instant now) {
        return new SettableClock(new Hand(now), ZoneOffset.UTC);
    }

    /** {@link #at(Instant)} of an ISO-8601 text such as {@code 2025-11-03T14:31:00Z}. */
    public static SettableClock at(String now) {
        return at(Instant.parse(now));
    }

    /** Moves it to an instant. */
    public void set(Instant to) {
        hand.move(t -> to);
    }

    /** Moves it by a duration; a negative one turns it back. */
    public void advance(Duration by) {
        hand.move(t -> t.plus(by));
    }

    @Override
    public Instant instant() {
        return hand.now();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock seen in another zone: moving one moves the other. */
    @Override
    public SettableClock withZone(ZoneId other) {
        return new SettableClock(hand, Objects.requireNonNull(other, "other"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettableClock clock && clock.hand == hand && clock.zone.equals(zone);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(hand) + zone.hashCode();
    }

    @Override
    public String toString() {
        return "SettableClock at " + hand.now() + " in " + zone;
    }

    /** What the clocks of one time share. */
    private static final class Hand {
        private Instant now;

        Hand(Instant now) {
            this.now = Objects.requireNonNull(now, "now");
        }

        synchronized Instant now() {
            return now;
        }

        synchronized void move(UnaryOperator<Instant> how) {
            now = Objects.requireNonNull(how.apply(now), "to");
        }
    }
}
