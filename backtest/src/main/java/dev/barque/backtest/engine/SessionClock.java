package dev.barque.backtest.engine;

import dev.barque.core.calendar.Session;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;

/** The session of the present bar: the first that does not close before it. */
final class SessionClock {
    private final TradingCalendar calendar;
    private long open;
    private long close = Long.MIN_VALUE;

    SessionClock(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    void moveTo(long micros) {
        if (micros > close) {
            Session session = notClosedBefore(micros);
            open = session.openMicros();
            close = session.closeMicros();
        }
    }

    /** Whether a bar that is complete now is of the session. */
    boolean covers(long micros) {
        return micros > open;
    }

    long close() {
        return close;
    }

    /** Close of the session in which an order that is placed now could first be executed. */
    long closeAfter(long micros) {
        return micros < close ? close : notClosedBefore(micros + 1).closeMicros();
    }

    private Session notClosedBefore(long micros) {
        // A bar that is complete at midnight is of the day before.
        LocalDate date = calendar.dateAt(UtcMicros.toInstant(micros - 1));
        return calendar.session(date)
                .filter(session -> session.closeMicros() >= micros)
                .orElseGet(() -> calendar.nextSession(date));
    }
}
