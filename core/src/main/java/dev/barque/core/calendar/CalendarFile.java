package dev.barque.core.calendar;

import dev.barque.core.error.BarqueException;
import dev.barque.core.internal.CoreErrors;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one calendar file of the form that {@link TradingCalendars} describes. Used once. */
final class CalendarFile {
    private static final List<String> SETTINGS = List.of("calendar", "zone", "weekdays", "hours", "first", "last");
    private static final List<String> WEEKDAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    private static final String EXPECTED_DAY =
            "a date such as 2024-12-24, then 'closed' or hours such as 09:30-13:00, then the reason";
    private static final String EXPECTED_SETTING = "each of " + SETTINGS + " once, before the first date";
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int MAX_YEARS = 400;

    private final String source;
    private final Map<String, String> settings = new HashMap<>();
    private final Map<LocalDate, Optional<LocalHours>> exceptions = new LinkedHashMap<>();
    private final Map<LocalDate, String> reasons = new HashMap<>();
    private int line;
    private String text = "";

    private String id = "";
    private @Nullable ZoneId zone;
    private Set<DayOfWeek> weekdays = Set.of();
    private @Nullable LocalHours regular;
    private @Nullable LocalDate first;
    private @Nullable LocalDate last;
    private @Nullable LocalDate previous;

    CalendarFile(String source) {
        this.source = source;
    }

    TradingCalendar read(BufferedReader in) throws IOException {
        for (String next = in.readLine(); next != null; next = in.readLine()) {
            line++;
            text = line == 1 && next.startsWith("\uFEFF") ? next.substring(1) : next;
            if (!text.isBlank() && !text.startsWith("#")) {
                String[] words = BLANKS.split(text.strip(), 2);
                if (SETTINGS.contains(words[0])) {
                    setting(words[0], words.length == 2 ? words[1] : "");
                } else {
                    day(words);
                }
            }
        }
        return new ListedCalendar(rules());
    }

    private void setting(String name, String value) {
        if (previous != null) {
            throw bad("a setting stands after the first date", EXPECTED_SETTING);
        }
        if (settings.put(name, value) != null) {
            throw bad(name + " stands twice", EXPECTED_SETTING);
        }
        switch (name) {
            case "calendar" -> id = id(value);
            case "zone" -> zone = zone(value);
            case "weekdays" -> weekdays = weekdays(value);
            case "hours" -> regular = hours(value, "hours such as 09:30-16:00, closing after they open");
            case "first" -> first = date(value, "a date such as 1990-01-01");
            default -> last = date(value, "a date such as 2030-12-31");
        }
    }

    private void day(String[] words) {
        LocalDate date = date(words[0], previous == null ? EXPECTED_DAY + "; or " + EXPECTED_SETTING : EXPECTED_DAY);
        CalendarRules rules = rules();
        String[] rest = words.length == 2 ? BLANKS.split(words[1], 2) : new String[0];
        if (rest.length < 2) {
            throw bad("it ends too early", EXPECTED_DAY);
        }
        if (date.isBefore(rules.first()) || date.isAfter(rules.last())) {
            throw bad("the date lies outside the calendar", "dates from " + rules.first() + " to " + rules.last());
        }
        if (previous != null && !date.isAfter(previous)) {
            throw bad("it does not come after " + previous, "dates in ascending order, each once");
        }
        boolean closed = rest[0].equals("closed");
        if (closed && !weekdays.contains(date.getDayOfWeek())) {
            throw bad(
                    "it is a " + date.getDayOfWeek() + ", on which this calendar never trades",
                    "a date on one of " + weekdays);
        }
        previous = date;
        exceptions.put(date, closed ? Optional.empty() : Optional.of(hours(rest[0], EXPECTED_DAY)));
        reasons.put(date, rest[1]);
    }

    private CalendarRules rules() {
        if (zone == null || regular == null || first == null || last == null || settings.size() < SETTINGS.size()) {
            List<String> missing =
                    SETTINGS.stream().filter(s -> !settings.containsKey(s)).toList();
            throw CoreErrors.badCalendar(source, "it lacks " + String.join(", ", missing), EXPECTED_SETTING);
        }
        if (first.isAfter(last) || first.plusYears(MAX_YEARS).isBefore(last)) {
            throw CoreErrors.badCalendar(
                    source,
                    "it goes from " + first + " to " + last,
                    "at least one day and at most " + MAX_YEARS + " years");
        }
        return new CalendarRules(source, id, zone, weekdays, regular, first, last, exceptions, reasons);
    }

    private String id(String value) {
        if (!ID.matcher(value).matches()) {
            throw bad("that is no name", "1 to 64 lower-case letters, digits and dashes");
        }
        return value;
    }

    private ZoneId zone(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw bad("there is no such zone", "a zone of the IANA database such as America/New_York");
        }
    }

    private Set<DayOfWeek> weekdays(String value) {
        Set<DayOfWeek> out = EnumSet.noneOf(DayOfWeek.class);
        for (String word : BLANKS.split(value, -1)) {
            int i = WEEKDAYS.indexOf(word);
            if (i < 0 || !out.add(DayOfWeek.of(i + 1))) {
                throw bad(CoreErrors.quoted(word) + " is no weekday or stands twice", "some of " + WEEKDAYS);
            }
        }
        return out;
    }

    private LocalHours hours(String value, String expected) {
        return LocalHours.parse(value).orElseThrow(() -> bad(CoreErrors.quoted(value) + " are no hours", expected));
    }

    private LocalDate date(String value, String expected) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw bad(CoreErrors.quoted(value) + " is no date", expected);
        }
    }

    private BarqueException bad(String problem, String expected) {
        return CoreErrors.badCalendarLine(source, line, text, problem, expected);
    }
}
