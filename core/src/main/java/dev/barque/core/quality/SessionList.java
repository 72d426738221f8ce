package dev.barque.core.quality;

import dev.barque.core.calendar.Session;
import java.time.LocalDate;
import java.util.Arrays;

/** The sessions of a check so far, and which bars were due in them. */
final class SessionList {
    private final long due;
    private long[] day = new long[64];
    private long[] open = new long[64];
    private long[] close = new long[64];
    private int size;

    /** Bars later than {@code due} are not expected. */
    SessionList(long due) {
        this.due = due;
    }

    int size() {
        return size;
    }

    /** Adds a session if some of it is due; its index, or -1. */
    int add(Session session) {
        if (session.openMicros() >= due) {
            return -1;
        }
        if (size == day.length) {
            day = Arrays.copyOf(day, size * 2);
            open = Arrays.copyOf(open, size * 2);
            close = Arrays.copyOf(close, size * 2);
        }
        day[size] = session.date().toEpochDay();
        open[size] = session.openMicros();
        close[size] = session.closeMicros();
        return size++;
    }

    LocalDate date(int i) {
        return LocalDate.ofEpochDay(day[i]);
    }

    /** How many bars are due in a session; 0 for an interval that is not declared. */
    long slots(int i, long interval) {
        if (interval == 0) {
            return 0;
        }
        long slots = allSlots(open[i], close[i], interval);
        return close[i] <= due ? slots : Math.min(slots, (due - open[i]) / interval);
    }

    /** When bar {@code slot} of a session, counted from 1, should be complete. */
    long slotTime(int i, long slot, long interval) {
        return Math.min(open[i] + slot * interval, close[i]);
    }

    /** Whether a session should have a bar by now. */
    boolean isExpected(int i, long interval) {
        return interval == 0 ? close[i] <= due : slots(i, interval) > 0;
    }

    long open(int i) {
        return open[i];
    }

    long close(int i) {
        return close[i];
    }

    /** How many bars of an interval a session has room for, the last one perhaps cut short. */
    static long allSlots(long open, long close, long interval) {
        return (close - open + interval - 1) / interval;
    }
}
