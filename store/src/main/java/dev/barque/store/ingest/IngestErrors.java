package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Every message about a record or an input that cannot be taken in. */
final class IngestErrors {
    private static final int SHOWN = 80;

    private IngestErrors() {}

    /** There is no symbol. */
    static BarqueException missingSymbol() {
        return data("missing-symbol", "The record has no symbol. Name a symbol column, or declare one symbol for all.");
    }

    /** Something that must be text is not. */
    static BarqueException notText(String field, @Nullable Object found) {
        return data("not-text", "Expected text as " + field + " but found " + shown(found) + ".");
    }

    /** There is no time. */
    static BarqueException missingTime() {
        return data("missing-time", "The record has no time. Expected one in t, timestamp or time.");
    }

    /** A time that cannot be read. */
    static BarqueException badTime(String text) {
        return data(
                "bad-time",
                "Cannot read " + shown(text) + " as a time. Expected ISO 8601 such as 2025-11-03T09:31:00-05:00.");
    }

    /** A time beyond the years 1 to 9999. */
    static BarqueException timeOverflow(Object found) {
        return data("time-overflow", "The time " + shown(found) + " lies outside the years 1 to 9999 in UTC.");
    }

    /** A number for a time, and nobody said what it counts. */
    static BarqueException undeclaredEpochUnit(Object found) {
        return data(
                "undeclared-epoch-unit",
                "The time " + shown(found)
                        + " is a number. Declare what it counts since 1970 (seconds, milliseconds, microseconds or"
                        + " nanoseconds); it is not guessed.");
    }

    /** A wall clock, and nobody said whose. */
    static BarqueException undeclaredZone(Object found) {
        return data(
                "undeclared-zone",
                "The time " + shown(found)
                        + " has no offset. Declare the zone of such times, such as America/New_York; it is not guessed.");
    }

    /** A wall clock that never showed this time. */
    static BarqueException springGap(LocalDateTime local, ZoneId zone, LocalDateTime until) {
        return data(
                "spring-gap",
                "The time " + local + " never was in " + zone + ": clocks went forward over it to " + until
                        + ". Give the time with an offset, or in UTC.");
    }

    /** A wall clock that showed this time twice. */
    static BarqueException repeatedHour(LocalDateTime local, ZoneId zone) {
        return data(
                "repeated-hour",
                "The time " + local + " was twice in " + zone
                        + ": clocks went back over it. Give the time with an offset, or declare which of the two is meant.");
    }

    /** Text that gives no number. */
    static BarqueException badNumber(String field, Object found, String expected) {
        return data("bad-number", "Cannot use " + shown(found) + " as " + field + ". Expected " + expected + ".");
    }

    /** Neither a number nor text. */
    static BarqueException notANumber(String field, Object found) {
        return data("not-a-number", "Expected a number as " + field + " but found " + shown(found) + ".");
    }

    /** A number that is too large to be kept. */
    static BarqueException numberOverflow(String field, Object found) {
        return data("number-overflow", "The number " + shown(found) + " is too large for " + field + ".");
    }

    /** A bar without its price. */
    static BarqueException missingPrice() {
        return data("missing-price", "The record has no price. Expected one in price or close.");
    }

    static BarqueException data(String kind, String message) {
        return new BarqueException("ingest." + kind, Concern.DATA, message);
    }

    /** A value in quotes, control characters escaped, not longer than a line. */
    static String shown(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        String text = value.toString();
        StringBuilder out = new StringBuilder("'");
        text.codePoints().limit(SHOWN).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                out.append(String.format("\\u%04X", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.append(text.codePointCount(0, text.length()) > SHOWN ? "...'" : "'")
                .toString();
    }
}
