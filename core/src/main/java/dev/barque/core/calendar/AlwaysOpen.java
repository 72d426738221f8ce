package dev.barque.core.calendar;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Around the clock, one session for every UTC day. */
enum AlwaysOpen implements TradingCalendar {
    INSTANCE;

    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    @Override
    public String id() {
        return "always-open";
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public LocalDate firstDate() {
        return FIRST;
    }

    @Override
    public LocalDate lastDate() {
        return LAST;
    }

    @Override
    public Optional<Session> session(LocalDate date) {
        requireCovered(date);
        return Optional.of(new Session(
                date,
                date.atStartOfDay().toInstant(ZoneOffset.UTC),
                date.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                Session.Hours.REGULAR));
    }

    @Override
    public String toString() {
        return "TradingCalendar " + id();
    }
}
