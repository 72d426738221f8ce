package dev.barque.core.account;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.market.Symbol;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Counts day trades for somebody who keeps the positions himself; {@link AccountKeeper} counts alike. A day trade is counted when the
 * direction changes from opening to closing within one date of the calendar, however many fills there are on either side (the second
 * way of counting in FINRA Regulatory Notice 21-13). For one thread, in the order of time.
 */
public final class DayTrades {
    private final SessionDays days;
    private final Map<Symbol, DayTurn> turns = new HashMap<>();

    /** None yet; dates and sessions are those of the calendar. */
    public DayTrades(TradingCalendar calendar) {
        days = new SessionDays(Objects.requireNonNull(calendar, "calendar"));
    }

    /**
     * Something was bought or sold.
     *
     * @param timeMicros when, UTC microseconds
     * @param held the position before it, below 0 when short
     * @param quantity above 0 bought, below 0 sold, in the unit of {@code held}
     */
    public void fill(Symbol symbol, long timeMicros, double held, double quantity) {
        days.moveTo(timeMicros);
        DayTurn turn = turns.computeIfAbsent(symbol, s -> new DayTurn());
        if (turn.take(held, quantity, held + quantity, days.epochDay())) {
            days.countToday();
        }
    }

    /** How many fell on the five sessions that end with the one of an instant, UTC microseconds. */
    public int inFiveSessions(long timeMicros) {
        days.moveTo(timeMicros);
        return days.inFiveSessions();
    }
}
