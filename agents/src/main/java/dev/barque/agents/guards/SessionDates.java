package dev.barque.agents.guards;

import dev.barque.agents.plugin.PluginParameter;
import dev.barque.agents.plugin.PluginSettings;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import java.util.List;

/** Which date of a calendar an instant belongs to; midnight belongs to the date that it ends. One for each run. */
final class SessionDates {
    static final PluginParameter PARAMETER = PluginParameter.text(
            "calendar", "us-equities", "whose dates are meant: us-equities (New York) or always-open (UTC)");

    private final TradingCalendar calendar;
    private long begin = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;
    private LocalDate date = LocalDate.MIN;

    SessionDates(TradingCalendar calendar) {
        this.calendar = calendar;
    }

    static TradingCalendar calendar(PluginSettings settings) {
        return StandardGuard.choice(settings, PARAMETER.name(), List.of("us-equities", "always-open"))
                        .equals("us-equities")
                ? TradingCalendars.usEquities()
                : TradingCalendars.alwaysOpen();
    }

    LocalDate of(long micros) {
        if (micros <= begin || micros > end) {
            date = calendar.dateAt(UtcMicros.toInstant(micros - 1));
            begin = UtcMicros.of(date.atStartOfDay(calendar.zone()).toInstant());
            end = UtcMicros.of(date.plusDays(1).atStartOfDay(calendar.zone()).toInstant());
        }
        return date;
    }
}
