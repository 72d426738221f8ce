package dev.barque.core.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a calendar file says.
 *
 * @param source what messages call the file
 * @param id the calendar's name
 * @param zone where its clocks hang
 * @param weekdays on which it trades unless {@code exceptions} says otherwise
 * @param regular hours of such a day
 * @param first first date
 * @param last last date
 * @param exceptions dates with hours of their own, or with none: those are closed
 * @param reasons why, for each of {@code exceptions}
 */
record CalendarRules(
        String source,
        String id,
        ZoneId zone,
        Set<DayOfWeek> weekdays,
        LocalHours regular,
        LocalDate first,
        LocalDate last,
        Map<LocalDate, Optional<LocalHours>> exceptions,
        Map<LocalDate, String> reasons) {

    /** The hours of a date, or empty when it is closed. */
    Optional<LocalHours> on(LocalDate date) {
        Optional<LocalHours> usual = weekdays.contains(date.getDayOfWeek()) ? Optional.of(regular) : Optional.empty();
        return exceptions.getOrDefault(date, usual);
    }

    /** What kind of hours these are on a date. */
    Session.Hours kindOn(LocalDate date, LocalHours hours) {
        return weekdays.contains(date.getDayOfWeek()) ? hours.comparedTo(regular) : Session.Hours.SPECIAL;
    }
}
