package dev.barque.core.calendar;

import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * One trading session. The market is open in {@code [open, close)}: at the opening bell it is, at the closing bell it no
 * longer is.
 *
 * <p>A bar is another matter, because its time is the instant at which it became complete: the last bar of a session is
 * complete at {@code close} and the first one after {@code open}. {@link #coversBarAt} is the question to ask of a bar.
 *
 * @param date the session's name: its date in the calendar's zone
 * @param open the first instant at which the market is open
 * @param close the first instant at which it no longer is
 * @param hours how this session's hours differ from the regular ones
 */
public record Session(LocalDate date, Instant open, Instant close, Hours hours) {
    /** Refuses nulls, and a close that is not after the opening. */
    public Session {
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(hours, "hours");
        if (!open.isBefore(close)) {
            throw new IllegalArgumentException(
                    "A session must close after it opens, but that of " + date + " is " + open + " to " + close);
        }
    }

    /** {@link #open()} in UTC microseconds. */
    public long openMicros() {
        return UtcMicros.of(open);
    }

    /** {@link #close()} in UTC microseconds. */
    public long closeMicros() {
        return UtcMicros.of(close);
    }

    /** From the opening to the close. */
    public Duration length() {
        return Duration.between(open, close);
    }

    /** Whether the market is open at an instant: {@code open <= t < close}. */
    public boolean isOpenAt(Instant t) {
        return !t.isBefore(open) && t.isBefore(close);
    }

    /** Whether a bar that became complete at an instant (UTC microseconds) is of this session: {@code open < t <= close}. */
    public boolean coversBarAt(long completedMicros) {
        return openMicros() < completedMicros && completedMicros <= closeMicros();
    }

    /** Whether trading stops before the regular close; a {@link Hours#SPECIAL} session has none to compare with. */
    public boolean closesEarly() {
        return hours == Hours.EARLY_CLOSE || hours == Hours.LATE_OPEN_EARLY_CLOSE;
    }

    /** How a session's hours differ from the regular ones. */
    public enum Hours {
        /** They do not. */
        REGULAR,
        /** Opens as usual, closes earlier. */
        EARLY_CLOSE,
        /** Opens later, closes as usual. */
        LATE_OPEN,
        /** Opens later and closes earlier. */
        LATE_OPEN_EARLY_CLOSE,
        /** Reaches beyond the regular hours, or falls on a weekday that has none. */
        SPECIAL
    }
}
