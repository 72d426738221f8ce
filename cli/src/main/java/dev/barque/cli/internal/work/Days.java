package dev.barque.cli.internal.work;

import dev.barque.cli.internal.CliErrors;
import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Which dates of a range have bars of a symbol, and why the others have none.
 *
 * @param dates with bars, ascending
 * @param closed dates without bars on which the calendar has no session, each with the reason
 * @param missing dates without bars although the calendar has a session
 */
public record Days(List<LocalDate> dates, List<String> closed, List<LocalDate> missing) {
    /** Copies the lists. */
    public Days {
        dates = List.copyOf(dates);
        closed = List.copyOf(closed);
        missing = List.copyOf(missing);
    }

    /** Looks; throws {@code cli.no-bars}, which says what is there instead, when no date has bars. */
    public static Days of(BarSource source, Path home, Symbol symbol, DateRange range, TradingCalendar calendar) {
        List<LocalDate> dates = source.dates().stream()
                .filter(range::contains)
                .filter(date -> !source.day(symbol, date).isEmpty())
                .toList();
        if (dates.isEmpty()) {
            throw nothing(source, home, symbol, range);
        }
        List<String> closed = new ArrayList<>();
        List<LocalDate> missing = new ArrayList<>();
        for (LocalDate date = range.first(); !date.isAfter(range.last()); date = date.plusDays(1)) {
            if (!dates.contains(date)) {
                if (calendar.session(date).isPresent()) {
                    missing.add(date);
                } else {
                    closed.add(date + " (" + why(calendar, date) + ")");
                }
            }
        }
        return new Days(dates, closed, missing);
    }

    private static String why(TradingCalendar calendar, LocalDate date) {
        return calendar.reason(date)
                .orElseGet(() -> date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    }

    private static RuntimeException nothing(BarSource source, Path home, Symbol symbol, DateRange range) {
        List<LocalDate> all = source.dates();
        if (all.isEmpty()) {
            return CliErrors.emptyHome(home);
        }
        TreeSet<String> symbols = new TreeSet<>();
        List<LocalDate> ofSymbol = new ArrayList<>();
        for (LocalDate date : all) {
            source.symbols(date).forEach(there -> symbols.add(there.value()));
            if (source.symbols(date).contains(symbol)) {
                ofSymbol.add(date);
            }
        }
        return CliErrors.noBars(home, symbol, range.toString(), List.copyOf(symbols), ofSymbol);
    }
}
