package dev.barque.core.calendar;

import dev.barque.core.error.BarqueException;
import dev.barque.core.internal.CoreErrors;
import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a market trades. Get one from {@link TradingCalendars}, or implement this where a file cannot say it.
 *
 * <p>A calendar tells what happened, which includes closings that nobody knew of on the morning of the day, and what was
 * announced for the future. It knows the dates from {@link #firstDate()} to {@link #lastDate()} and nothing else: a question
 * about another date throws {@link BarqueException} with code {@code core.outside-calendar} rather than guessing.
 *
 * <p>Implementations are immutable and safe for use by several threads. They must have at most one session for a date, and
 * it must lie within that date in {@link #zone()}, midnight to midnight.
 */
public interface TradingCalendar {
    /** A stable name such as {@code us-equities}: it stands in manifests and messages. */
    String id();

    /** The zone in which dates are meant. */
    ZoneId zone();

    /** The first date of which anything is known. */
    LocalDate firstDate();

    /** The last date of which anything is known. */
    LocalDate lastDate();

    /** The session of a date, or empty when the market does not trade on it. */
    Optional<Session> session(LocalDate date);

    /** Why a date is out of the ordinary, such as {@code Good Friday}; empty for a day like others. */
    default Optional<String> reason(LocalDate date) {
        requireCovered(date);
        return Optional.empty();
    }

    /** Whether the market is open at an instant: the opening itself is, the close itself is not. */
    default boolean isOpen(Instant t) {
        // Sessions begin and end on whole microseconds, and cutting goes towards the past: no answer can change.
        return isOpen(UtcMicros.of(t));
    }

    /** {@link #isOpen(Instant)} for UTC microseconds. */
    default boolean isOpen(long micros) {
        Instant t = UtcMicros.toInstant(micros);
        return session(dateAt(t)).map(session -> session.isOpenAt(t)).orElse(false);
    }

    /** The date in {@link #zone()} at an instant; it need not be a date that the calendar covers. */
    default LocalDate dateAt(Instant t) {
        return LocalDate.ofInstant(t, zone());
    }

    /** The first session of a later date. */
    default Session nextSession(LocalDate after) {
        requireCovered(after);
        for (LocalDate date = after; date.isBefore(lastDate()); ) {
            date = date.plusDays(1);
            Optional<Session> found = session(date);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw CoreErrors.noSessionLeft(id(), "after", after, lastDate());
    }

    /** The last session of an earlier date. */
    default Session previousSession(LocalDate before) {
        requireCovered(before);
        for (LocalDate date = before; date.isAfter(firstDate()); ) {
            date = date.minusDays(1);
            Optional<Session> found = session(date);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw CoreErrors.noSessionLeft(id(), "before", before, firstDate());
    }

    /** The sessions of the dates from {@code first} to {@code last}, both included, ascending. */
    default List<Session> sessions(LocalDate first, LocalDate last) {
        if (first.isAfter(last)) {
            throw new IllegalArgumentException("Expected dates in order but got " + first + " to " + last);
        }
        requireCovered(first);
        requireCovered(last);
        List<Session> out = new ArrayList<>();
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            session(date).ifPresent(out::add);
        }
        return List.copyOf(out);
    }

    /** Throws {@link BarqueException} with code {@code core.outside-calendar} for a date of which nothing is known. */
    default void requireCovered(LocalDate date) {
        if (date.isBefore(firstDate()) || date.isAfter(lastDate())) {
            throw CoreErrors.outsideCalendar(id(), date, firstDate(), lastDate());
        }
    }
}
