package dev.barque.ops.checks.data;

import dev.barque.core.calendar.Session;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.ops.CheckContext;
import dev.barque.ops.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sessions of a calendar as seen from an instant. */
final class Market {
    private final TradingCalendar calendar;
    private final Instant now;

    Market(CheckContext context) {
        calendar = context.get(TradingCalendar.class);
        now = context.clock().instant();
    }

    Instant now() {
        return now;
    }

    TradingCalendar calendar() {
        return calendar;
    }

    /** Why nothing can be said, when the calendar does not cover today. */
    Optional<Verdict> outside() {
        LocalDate today = calendar.dateAt(now);
        return today.isBefore(calendar.firstDate()) || today.isAfter(calendar.lastDate())
                ? Optional.of(new Verdict.Unknown("It is " + today + ", but the calendar " + calendar.id()
                        + " knows the dates from " + calendar.firstDate() + " to " + calendar.lastDate()
                        + " only. Give a calendar that covers today."))
                : Optional.empty();
    }

    /** The session that is on. */
    Optional<Session> open() {
        return calendar.session(calendar.dateAt(now)).filter(session -> session.isOpenAt(now));
    }

    /** The latest sessions whose close was at least so long ago, ascending; as many as asked for, if there were so many. */
    List<Session> finished(int sessions, Duration grace) {
        List<Session> found = new ArrayList<>();
        LocalDate date = calendar.dateAt(now);
        while (found.size() < sessions && !date.isBefore(calendar.firstDate())) {
            calendar.session(date)
                    .filter(session -> !session.close().plus(grace).isAfter(now))
                    .ifPresent(found::add);
            date = date.minusDays(1);
        }
        java.util.Collections.reverse(found);
        return found;
    }

    /** How long the market was open from an instant until now; what lies before the calendar counts as closed. */
    Duration openSince(Instant since) {
        Duration open = Duration.ZERO;
        LocalDate date = calendar.dateAt(since);
        if (date.isBefore(calendar.firstDate())) {
            date = calendar.firstDate();
        }
        LocalDate today = calendar.dateAt(now);
        for (; !date.isAfter(today); date = date.plusDays(1)) {
            Optional<Session> session = calendar.session(date);
            if (session.isPresent()) {
                Instant from = later(session.get().open(), since);
                Instant to = session.get().close().isBefore(now) ? session.get().close() : now;
                if (from.isBefore(to)) {
                    open = open.plus(Duration.between(from, to));
                }
            }
        }
        return open;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
