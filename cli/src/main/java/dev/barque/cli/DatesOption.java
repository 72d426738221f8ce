package dev.barque.cli;

import dev.barque.cli.internal.work.DateRange;
import dev.barque.cli.internal.work.Days;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which days. */
final class DatesOption {
    @Option(
            names = "--date",
            required = true,
            paramLabel = "D[..D]",
            description = "A UTC date such as 2025-10-24, or a range with both ends such as 2025-10-24..2025-10-28.")
    @SuppressWarnings("NullAway.Init")
    private DateRange range;

    @Option(
            names = "--calendar",
            defaultValue = "US_EQUITIES",
            paramLabel = "NAME",
            description = "Says which days without bars are to be expected: us-equities (default) or always-open.")
    @SuppressWarnings("NullAway.Init")
    private CalendarName calendar;

    /** The calendars that ship. */
    enum CalendarName {
        US_EQUITIES,
        ALWAYS_OPEN;

        TradingCalendar calendar() {
            return this == US_EQUITIES ? TradingCalendars.usEquities() : TradingCalendars.alwaysOpen();
        }
    }

    TradingCalendar calendar() {
        return calendar.calendar();
    }

    DateRange range() {
        return range;
    }

    /** The days with bars; what is skipped is said. */
    Days in(BarSource bars, Path home, Symbol symbol, Verb verb) {
        Days days = Days.of(bars, home, symbol, range, calendar());
        if (!days.closed().isEmpty()) {
            verb.note("Skipped, no session of " + calendar().id() + ": " + String.join(", ", days.closed()) + ".");
        }
        if (!days.missing().isEmpty()) {
            verb.note(
                    "Skipped, no bars of " + symbol + " although " + calendar().id() + " has a session: "
                            + days.missing().stream().map(Object::toString).collect(Collectors.joining(", ")) + ".");
        }
        return days;
    }
}
