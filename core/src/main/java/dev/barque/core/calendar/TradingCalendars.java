package dev.barque.core.calendar;

import dev.barque.core.error.BarqueException;
import dev.barque.core.internal.CoreErrors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The calendars that ship, and the way to read another one.
 *
 * <p>A calendar file is text in UTF-8. Blank lines and lines that begin with {@code #} mean nothing. Six settings come
 * first, each once, then one line for every date that is not like the others, ascending: the date, {@code closed} or the
 * hours of that day, and the reason.
 *
 * <pre>{@code
 * calendar my-exchange
 * zone     Europe/Zurich
 * weekdays MON TUE WED THU FRI
 * hours    09:00-17:20
 * first    2024-01-01
 * last     2026-12-31
 *
 * 2024-01-01 closed      New Year's Day
 * 2024-12-30 09:00-14:00 Last trading day of the year
 * }</pre>
 *
 * <p>Hours are local and lie within one date; {@code 24:00} is the end of it. A date on a weekday that is not listed can be
 * given hours (a special session) but not be closed, because it is already.
 */
public final class TradingCalendars {
    private static final String US_EQUITIES = "us-equities.calendar";

    private TradingCalendars() {}

    /**
     * US equities as the New York Stock Exchange trades them, 1990-01-01 to 2030-12-31: regular sessions 09:30 to 16:00 in
     * New York, holidays, early closes, late openings, unplanned closings. The data file names its sources and says which
     * years were announced and which follow from the exchange's rule.
     */
    public static TradingCalendar usEquities() {
        return UsEquities.CALENDAR;
    }

    /** Around the clock, one session for every UTC day, from 0001-01-01 to 9999-12-31. */
    public static TradingCalendar alwaysOpen() {
        return AlwaysOpen.INSTANCE;
    }

    /**
     * Reads a calendar file; throws {@link BarqueException} with code {@code core.bad-calendar} and the line's number when it
     * cannot be understood, {@code core.unreadable-calendar} when it cannot be read.
     */
    public static TradingCalendar read(Path file) {
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw CoreErrors.unreadableCalendar(file.toString(), e);
        }
    }

    /** As {@link #read(Path)}, from a reader that the caller closes; {@code source} is what messages call it. */
    public static TradingCalendar read(Reader in, String source) {
        try {
            return new CalendarFile(source).read(new BufferedReader(in));
        } catch (IOException e) {
            throw CoreErrors.unreadableCalendar(source, e);
        }
    }

    /** Read on first use, and once. */
    private static final class UsEquities {
        static final TradingCalendar CALENDAR = load();

        private static TradingCalendar load() {
            try (InputStream in = Objects.requireNonNull(
                    TradingCalendars.class.getResourceAsStream(US_EQUITIES), "core's jar lacks " + US_EQUITIES)) {
                return read(new InputStreamReader(in, StandardCharsets.UTF_8), US_EQUITIES);
            } catch (IOException e) {
                throw CoreErrors.unreadableCalendar(US_EQUITIES, e);
            }
        }
    }
}
