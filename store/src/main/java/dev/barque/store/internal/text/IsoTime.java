package dev.barque.store.internal.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import org.jspecify.annotations.Nullable;

/**
 * A time as text gives it: a wall clock, with an offset or without one.
 *
 * <p>The accepted texts are those of Python 3.11's {@code datetime.fromisoformat}, because published records were read by
 * it: calendar dates with or without dashes, week dates, any one character between date and time, two-digit fields
 * with or without colons, a fraction of any length cut to microseconds, {@code Z} or an offset down to microseconds.
 *
 * @param localMicros microseconds of the wall clock since 1970-01-01T00:00 of that same clock
 * @param aware whether the text has an offset
 * @param offsetMicros the offset from UTC in microseconds; 0 without one
 */
public record IsoTime(long localMicros, boolean aware, long offsetMicros) {
    private static final long SECOND = 1_000_000L;
    private static final long DAY = 86_400 * SECOND;

    /** The time that a text gives, or null when it gives none. */
    public static @Nullable IsoTime parse(String text) {
        int separator = separatorOf(text);
        if (separator < 0) {
            return null;
        }
        try {
            LocalDate date = date(text, separator);
            if (date == null || date.getYear() < 1) {
                return null;
            }
            long midnight = date.toEpochDay() * DAY;
            if (separator >= text.length()) {
                return new IsoTime(midnight, false, 0);
            }
            return time(text, text.offsetByCodePoints(separator, 1), midnight);
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    /** Where the date ends, or -1. */
    private static int separatorOf(String text) {
        int length = text.length();
        if (length < 7) {
            return -1;
        }
        if (length == 7) {
            return 7;
        }
        if (text.charAt(4) == '-') {
            if (text.charAt(5) != 'W') {
                return Math.min(10, length);
            }
            if (length == 8 || text.charAt(8) != '-') {
                return 8;
            }
            if (length == 9) {
                return -1;
            }
            // YYYY-Www-## is read as a week and an hour behind a dash, YYYY-Www-# as a week and a day.
            return length > 10 && isDigit(text.charAt(10)) ? 8 : 10;
        }
        if (text.charAt(4) != 'W') {
            return 8;
        }
        int end = 7;
        while (end < length && isDigit(text.charAt(end))) {
            end++;
        }
        if (end < 9) {
            return end;
        }
        return end % 2 == 0 ? 7 : 8;
    }

    private static @Nullable LocalDate date(String text, int end) {
        int year = digits(text, 0, 4);
        if (year < 0) {
            return null;
        }
        boolean dashes = text.charAt(4) == '-';
        int at = dashes ? 5 : 4;
        if (charAt(text, at) == 'W') {
            return weekDate(text, year, at + 1, end, dashes);
        }
        int month = digits(text, at, 2);
        at += 2;
        if (month < 0 || (dashes && charAt(text, at++) != '-')) {
            return null;
        }
        int day = digits(text, at, 2);
        return day < 0 ? null : LocalDate.of(year, month, day);
    }

    private static @Nullable LocalDate weekDate(String text, int year, int at, int end, boolean dashes) {
        int week = digits(text, at, 2);
        if (week < 1 || year < 1) {
            return null;
        }
        int day = 1;
        int next = at + 2;
        if (next < end) {
            if (dashes && charAt(text, next++) != '-') {
                return null;
            }
            day = digits(text, next, 1);
        }
        // 4 January lies in week 1 of its year, by the definition of ISO 8601.
        LocalDate inWeekOne = LocalDate.of(year, 1, 4);
        if (day < 1
                || day > 7
                || week
                        > IsoFields.WEEK_OF_WEEK_BASED_YEAR
                                .rangeRefinedBy(inWeekOne)
                                .getMaximum()) {
            return null;
        }
        LocalDate date = inWeekOne.with(ChronoField.DAY_OF_WEEK, day).plusWeeks(week - 1L);
        return date.getYear() > 9999 ? null : date;
    }

    private static @Nullable IsoTime time(String text, int from, long midnight) {
        int zone = from;
        do {
            char c = charAt(text, zone);
            if (c == '+' || c == '-' || c == 'Z') {
                break;
            }
        } while (++zone < text.length());
        ClockText clock = ClockText.read(text, from, Math.min(zone, text.length()));
        if (clock == null || clock.hour() > 23 || clock.minute() > 59 || clock.second() > 59) {
            return null;
        }
        long local = midnight + clock.micros();
        if (zone >= text.length()) {
            return clock.leftover() ? null : new IsoTime(local, false, 0);
        }
        if (text.charAt(zone) == 'Z') {
            return zone + 1 == text.length() ? new IsoTime(local, true, 0) : null;
        }
        ClockText offset = ClockText.read(text, zone + 1, text.length());
        if (offset == null || offset.leftover() || offset.micros() >= DAY) {
            return null;
        }
        return new IsoTime(local, true, text.charAt(zone) == '-' ? -offset.micros() : offset.micros());
    }

    static int digits(String text, int from, int count) {
        if (from + count > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + count; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    /** Whether a character is an ASCII digit. */
    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static char charAt(String text, int i) {
        return i < text.length() ? text.charAt(i) : '\0';
    }
}
