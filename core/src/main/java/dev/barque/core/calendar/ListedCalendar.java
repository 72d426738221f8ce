package dev.barque.core.calendar;

import dev.barque.core.internal.CoreErrors;
import dev.barque.core.time.UtcMicros;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All sessions of a calendar, worked out once: one array of dates and two of microseconds, so that asking whether the market
 * is open is a binary search that allocates nothing.
 */
final class ListedCalendar implements TradingCalendar {
    private final String id;
    private final ZoneId zone;
    private final LocalDate firstDate;
    private final LocalDate lastDate;
    private final long firstMicros;
    private final long endMicros;
    private final Map<LocalDate, String> reasons;
    private final long[] epochDay;
    private final long[] open;
    private final long[] close;
    private final Session.Hours[] hours;

    ListedCalendar(CalendarRules rules) {
        id = rules.id();
        zone = rules.zone();
        firstDate = rules.first();
        lastDate = rules.last();
        firstMicros = UtcMicros.of(firstDate.atStartOfDay(zone).toInstant());
        endMicros = UtcMicros.of(lastDate.plusDays(1).atStartOfDay(zone).toInstant());
        reasons = Map.copyOf(rules.reasons());
        List<LocalDate> dates = firstDate
                .datesUntil(lastDate.plusDays(1))
                .filter(date -> rules.on(date).isPresent())
                .toList();
        epochDay = dates.stream().mapToLong(LocalDate::toEpochDay).toArray();
        open = new long[epochDay.length];
        close = new long[epochDay.length];
        hours = new Session.Hours[epochDay.length];
        for (int i = 0; i < epochDay.length; i++) {
            LocalDate date = dates.get(i);
            LocalHours local = rules.on(date).orElseThrow();
            open[i] = micros(rules, date.atStartOfDay().plusMinutes(local.open()));
            close[i] = micros(rules, date.atStartOfDay().plusMinutes(local.close()));
            hours[i] = rules.kindOn(date, local);
        }
    }

    // In the hour that occurs twice the earlier one is meant, as java.time does; in the one that does not occur nothing
    // can be.
    private long micros(CalendarRules rules, LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw CoreErrors.badCalendar(
                    rules.source(),
                    "there is no " + local + " in " + zone + ", because clocks are put forward over it",
                    "hours that exist on every trading day");
        }
        return UtcMicros.of(local.toInstant(offsets.get(0)));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public LocalDate firstDate() {
        return firstDate;
    }

    @Override
    public LocalDate lastDate() {
        return lastDate;
    }

    @Override
    public Optional<Session> session(LocalDate date) {
        requireCovered(date);
        int i = Arrays.binarySearch(epochDay, date.toEpochDay());
        return i < 0
                ? Optional.empty()
                : Optional.of(new Session(date, UtcMicros.toInstant(open[i]), UtcMicros.toInstant(close[i]), hours[i]));
    }

    @Override
    public Optional<String> reason(LocalDate date) {
        requireCovered(date);
        return Optional.ofNullable(reasons.get(date));
    }

    @Override
    public boolean isOpen(long micros) {
        if (micros < firstMicros || micros >= endMicros) {
            requireCovered(dateAt(UtcMicros.toInstant(micros)));
        }
        int found = Arrays.binarySearch(open, micros);
        int i = found >= 0 ? found : -found - 2;
        return i >= 0 && micros < close[i];
    }

    @Override
    public String toString() {
        return "TradingCalendar " + id + " from " + firstDate + " to " + lastDate;
    }
}
