package dev.barque.core.account;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** Which date it is in the zone of a calendar, and how many day trades fell on the five sessions that end with it. */
final class SessionDays {
    private static final int SESSIONS = 5;

    private final TradingCalendar calendar;
    private final Map<LocalDate, Integer> dayTrades = new HashMap<>();
    private LocalDate date = LocalDate.MIN;
    private int sum;
    private long endMicros = Long.MIN_VALUE;

    SessionDays(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /** Whether an instant belongs to a later date than all before; midnight itself ends the date that it completes. */
    boolean moveTo(long timeMicros) {
        if (timeMicros <= endMicros) {
            return false;
        }
        date = calendar.dateAt(UtcMicros.toInstant(timeMicros - 1));
        endMicros = UtcMicros.of(date.plusDays(1).atStartOfDay(calendar.zone()).toInstant());
        LocalDate first = first();
        dayTrades.keySet().removeIf(day -> day.isBefore(first));
        add();
        return true;
    }

    long epochDay() {
        return date.toEpochDay();
    }

    void count(LocalDate day, int trades) {
        dayTrades.merge(day, trades, Integer::sum);
        add();
    }

    void countToday() {
        count(date, 1);
    }

    int inFiveSessions() {
        return sum;
    }

    private void add() {
        sum = 0;
        dayTrades.forEach((day, trades) -> sum += day.isAfter(date) ? 0 : trades);
    }

    /** The first of the five sessions, or the first date of the calendar. */
    private LocalDate first() {
        LocalDate day = date;
        int sessions = calendar.session(day).isPresent() ? 1 : 0;
        while (sessions < SESSIONS && day.isAfter(calendar.firstDate())) {
            day = day.minusDays(1);
            sessions += calendar.session(day).isPresent() ? 1 : 0;
        }
        return day;
    }
}
