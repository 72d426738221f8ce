package dev.barque.agents.guards;

import dev.barque.agents.GuardContext;
import dev.barque.agents.TradeGuard;
import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.calendar.Session;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Allows entries while the market is open, from so many minutes after the opening to so many before the close, both instants
 * included; early closes count. An order that is decided at the close itself can no longer be filled, so it is forbidden. A date that
 * the calendar does not cover is not taken for open.
 */
public final class MarketHoursGuard extends StandardGuard {
    private static final String ID = "market-hours";

    /** The provider. */
    public MarketHoursGuard() {
        super(
                ID,
                "Allows entries only within the sessions of a calendar, away from opening and close.",
                PluginParameter.number("first_minutes", 5, 0, 1440, "minutes after the opening without entries"),
                PluginParameter.number("last_minutes", 15, 0, 1440, "minutes before the close without entries"),
                SessionDates.PARAMETER);
    }

    @Override
    Supplier<TradeGuard.Watch> watches(PluginSettings settings) {
        long first = minutes(settings, "first_minutes");
        long last = minutes(settings, "last_minutes");
        TradingCalendar calendar = SessionDates.calendar(settings);
        return () -> {
            SessionDates dates = new SessionDates(calendar);
            return (proposal, context) -> verdict(context, calendar, dates, first, last);
        };
    }

    private static GuardVerdict verdict(
            GuardContext context, TradingCalendar calendar, SessionDates dates, long first, long last) {
        long now = context.market().timeMicros();
        LocalDate date = dates.of(now);
        if (date.isBefore(calendar.firstDate()) || date.isAfter(calendar.lastDate())) {
            return GuardVerdict.vetoed(
                    ID,
                    "whether the market is open on " + date + " is unknown: the calendar " + calendar.id() + " covers "
                            + calendar.firstDate() + " to " + calendar.lastDate());
        }
        Optional<Session> session = calendar.session(date);
        if (session.isEmpty()) {
            return GuardVerdict.vetoed(
                    ID,
                    "the market (" + calendar.id() + ") is closed on " + date
                            + calendar.reason(date).map(why -> ", " + why).orElse("") + "; a session is needed");
        }
        long from = UtcMicros.of(session.get().open()) + first;
        long to = UtcMicros.of(session.get().close()) - last;
        if (now < from) {
            return GuardVerdict.vetoed(
                    ID,
                    "entries are allowed from " + Say.time(from) + ", " + Say.minutes(first)
                            + " after the opening; this bar is " + Say.minutes(from - now) + " too early",
                    (from - now) / (double) Say.MINUTE);
        }
        if (now > to || now >= UtcMicros.of(session.get().close())) {
            return GuardVerdict.vetoed(
                    ID,
                    "entries are allowed until " + Say.time(to) + ", " + Say.minutes(last) + " before the "
                            + (session.get().closesEarly() ? "early close" : "close") + "; this bar is "
                            + Say.minutes(now - to) + " too late",
                    (now - to) / (double) Say.MINUTE);
        }
        return GuardVerdict.passed(ID, "within the session");
    }
}
