package dev.barque.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.calendar.Session.Hours;
import dev.barque.core.error.BarqueException;
import dev.barque.core.time.UtcMicros;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsEquitiesTest {
    private final TradingCalendar nyse = TradingCalendars.usEquities();

    @ParameterizedTest
    @CsvSource({
        "2025-03-07, 2025-03-07T14:30:00Z, 2025-03-07T21:00:00Z",
        "2025-03-10, 2025-03-10T13:30:00Z, 2025-03-10T20:00:00Z",
        "2025-10-31, 2025-10-31T13:30:00Z, 2025-10-31T20:00:00Z",
        "2025-11-03, 2025-11-03T14:30:00Z, 2025-11-03T21:00:00Z",
        // Until 2006 clocks changed in April and October.
        "1995-03-31, 1995-03-31T14:30:00Z, 1995-03-31T21:00:00Z",
        "1995-04-03, 1995-04-03T13:30:00Z, 1995-04-03T20:00:00Z",
        "2006-10-30, 2006-10-30T14:30:00Z, 2006-10-30T21:00:00Z",
        "2007-03-12, 2007-03-12T13:30:00Z, 2007-03-12T20:00:00Z"
    })
    void sessions_keep_new_york_time_over_both_clock_changes(LocalDate date, Instant open, Instant close) {
        assertThat(nyse.session(date)).contains(new Session(date, open, close, Hours.REGULAR));
    }

    @ParameterizedTest
    @CsvSource({
        "1990-12-24, 09:30, 14:00, EARLY_CLOSE",
        "1992-11-27, 09:30, 14:00, EARLY_CLOSE",
        "1993-11-26, 09:30, 13:00, EARLY_CLOSE",
        "1994-02-11, 09:30, 14:30, EARLY_CLOSE",
        "1995-12-18, 10:30, 16:00, LATE_OPEN",
        "1996-01-08, 11:00, 14:00, LATE_OPEN_EARLY_CLOSE",
        "1997-10-27, 09:30, 15:30, EARLY_CLOSE",
        "2001-09-17, 09:33, 16:00, LATE_OPEN",
        "2002-07-05, 09:30, 13:00, EARLY_CLOSE",
        "2002-09-11, 12:00, 16:00, LATE_OPEN",
        "2003-12-26, 09:30, 13:00, EARLY_CLOSE",
        "2013-07-03, 09:30, 13:00, EARLY_CLOSE",
        "2024-12-24, 09:30, 13:00, EARLY_CLOSE",
        "2028-07-03, 09:30, 13:00, EARLY_CLOSE",
        // Days on which one might expect an early close.
        "1999-12-31, 09:30, 16:00, REGULAR",
        "2002-07-03, 09:30, 16:00, REGULAR",
        "2008-12-26, 09:30, 16:00, REGULAR",
        "2020-07-02, 09:30, 16:00, REGULAR",
        "2025-12-26, 09:30, 16:00, REGULAR",
        "2026-07-02, 09:30, 16:00, REGULAR",
        "2027-12-23, 09:30, 16:00, REGULAR"
    })
    void hours_out_of_the_ordinary_are_those_of_the_exchange(
            LocalDate date, LocalTime open, LocalTime close, Hours hours) {
        Session session = nyse.session(date).orElseThrow();

        assertThat(session.open().atZone(nyse.zone()).toLocalTime()).isEqualTo(open);
        assertThat(session.close().atZone(nyse.zone()).toLocalTime()).isEqualTo(close);
        assertThat(session.hours()).isEqualTo(hours);
        assertThat(session.closesEarly()).isEqualTo(close.isBefore(LocalTime.of(16, 0)));
    }

    @ParameterizedTest
    @CsvSource({
        "1994-04-27, Funeral of former President Nixon",
        "1999-12-24, Christmas Day observed",
        "2001-09-11, Attacks of September 11",
        "2001-09-14, Attacks of September 11",
        "2004-06-11, Mourning for former President Reagan",
        "2007-01-02, Mourning for former President Ford",
        "2012-10-29, Hurricane Sandy",
        "2018-12-05, Mourning for former President George H. W. Bush",
        "2022-06-20, Juneteenth observed",
        "2025-01-09, Mourning for former President Carter",
        "2026-07-03, Independence Day observed"
    })
    void a_closed_day_says_why(LocalDate date, String reason) {
        assertThat(nyse.session(date)).isEmpty();
        assertThat(nyse.reason(date)).contains(reason);
    }

    @Test
    void a_new_years_day_on_a_saturday_is_not_kept_on_the_last_day_of_the_year() {
        for (int year : new int[] {1994, 2000, 2005, 2011, 2022, 2028}) {
            assertThat(nyse.session(LocalDate.of(year - 1, 12, 31))).isPresent();
        }
    }

    @Test
    void planned_early_closes_follow_the_practice_of_their_years() {
        Map<LocalDate, LocalTime> expected = new TreeMap<>();
        for (int year = 1990; year <= 2030; year++) {
            LocalTime close = LocalTime.of(year < 1993 ? 14 : 13, 0);
            LocalDate thanksgiving = LocalDate.of(year, Month.NOVEMBER, 1)
                    .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
            if (year >= 1992) {
                expected.put(thanksgiving.plusDays(1), close);
            }
            LocalDate christmasEve = LocalDate.of(year, 12, 24);
            if (beforeFriday(christmasEve)) {
                expected.put(christmasEve, close);
            }
            LocalDate eve = LocalDate.of(year, 7, 3);
            if (year >= 1995 && beforeFriday(eve)) {
                expected.put(year == 1996 || year == 2002 ? eve.plusDays(2) : eve, close);
            }
        }
        expected.put(LocalDate.of(1997, 12, 26), LocalTime.of(13, 0));
        expected.put(LocalDate.of(2003, 12, 26), LocalTime.of(13, 0));
        Set<LocalDate> unplanned = Set.of(
                LocalDate.of(1994, 2, 11), LocalDate.of(1996, 1, 8),
                LocalDate.of(1997, 10, 27), LocalDate.of(2005, 6, 1));

        Map<LocalDate, LocalTime> found = new TreeMap<>();
        for (Session session : nyse.sessions(nyse.firstDate(), nyse.lastDate())) {
            if (session.closesEarly() && !unplanned.contains(session.date())) {
                found.put(session.date(), session.close().atZone(nyse.zone()).toLocalTime());
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    private static boolean beforeFriday(LocalDate date) {
        return date.getDayOfWeek().getValue() < DayOfWeek.FRIDAY.getValue();
    }

    @Test
    void the_opening_is_open_and_the_close_is_not() {
        Instant open = Instant.parse("2025-11-28T14:30:00Z");
        Instant close = Instant.parse("2025-11-28T18:00:00Z");

        assertThat(nyse.isOpen(open.minusNanos(1))).isFalse();
        assertThat(nyse.isOpen(open)).isTrue();
        assertThat(nyse.isOpen(close.minusNanos(1))).isTrue();
        assertThat(nyse.isOpen(close)).isFalse();
        assertThat(nyse.isOpen(Instant.parse("2025-11-27T16:00:00Z")))
                .as("Thanksgiving")
                .isFalse();
        assertThat(nyse.isOpen(Instant.parse("2025-11-29T16:00:00Z")))
                .as("Saturday")
                .isFalse();
    }

    @Test
    void a_bar_belongs_to_the_session_in_which_it_became_complete() {
        Session session = nyse.session(LocalDate.of(2025, 11, 3)).orElseThrow();

        assertThat(session.coversBarAt(session.openMicros())).isFalse();
        assertThat(session.coversBarAt(session.openMicros() + UtcMicros.PER_MINUTE))
                .isTrue();
        assertThat(session.coversBarAt(session.closeMicros())).isTrue();
        assertThat(session.coversBarAt(session.closeMicros() + 1)).isFalse();
        assertThat(session.length()).isEqualTo(Duration.ofMinutes(390));
    }

    @Test
    void neighbouring_sessions_leap_over_weekends_and_closings() {
        assertThat(nyse.nextSession(LocalDate.of(2001, 9, 10)).date()).isEqualTo("2001-09-17");
        assertThat(nyse.previousSession(LocalDate.of(2001, 9, 17)).date()).isEqualTo("2001-09-10");
        assertThat(nyse.nextSession(LocalDate.of(2025, 11, 27)).date()).isEqualTo("2025-11-28");
        assertThat(nyse.sessions(LocalDate.of(2012, 10, 26), LocalDate.of(2012, 10, 31)))
                .extracting(Session::date)
                .containsExactly(LocalDate.of(2012, 10, 26), LocalDate.of(2012, 10, 31));
        assertThat(nyse.sessions(LocalDate.of(2025, 11, 1), LocalDate.of(2025, 11, 2)))
                .isEmpty();
    }

    @Test
    void a_year_has_as_many_sessions_as_the_exchange_counted() {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int year : List.of(1996, 2001, 2012, 2018, 2022, 2024, 2025)) {
            counts.put(
                    year,
                    nyse.sessions(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31))
                            .size());
        }
        assertThat(counts)
                .isEqualTo(Map.of(1996, 254, 2001, 248, 2012, 250, 2018, 251, 2022, 251, 2024, 252, 2025, 250));
    }

    @Test
    void what_lies_outside_of_the_calendar_is_refused_and_not_guessed() {
        LocalDate before = LocalDate.of(1989, 12, 29);
        assertThatThrownBy(() -> nyse.session(before))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("core.outside-calendar"))
                .hasMessage(
                        "Cannot look up 1989-12-29 in the trading calendar us-equities: it covers 1990-01-01 to 2030-12-31."
                                + " Ask within that range, or read a calendar file that covers more.");
        assertThatThrownBy(() -> nyse.reason(before)).isInstanceOf(BarqueException.class);
        assertThatThrownBy(() -> nyse.nextSession(before)).isInstanceOf(BarqueException.class);
        assertThatThrownBy(() -> nyse.sessions(before, LocalDate.of(1990, 1, 2)))
                .isInstanceOf(BarqueException.class);
        assertThatThrownBy(() -> nyse.sessions(LocalDate.of(2030, 12, 31), LocalDate.of(2031, 1, 1)))
                .hasMessageContaining("2031-01-01");
        assertThatThrownBy(() -> nyse.sessions(LocalDate.of(2025, 1, 2), LocalDate.of(2025, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> nyse.nextSession(nyse.lastDate()))
                .hasMessageContaining("there is none up to 2030-12-31");
        assertThatThrownBy(() -> nyse.previousSession(LocalDate.of(1990, 1, 2)))
                .hasMessageContaining("before 1990-01-02")
                .hasMessageContaining("there is none up to 1990-01-01");
    }

    @Test
    void the_range_ends_at_midnight_in_new_york() {
        assertThat(nyse.isOpen(Instant.parse("1990-01-01T05:00:00Z"))).isFalse();
        assertThatThrownBy(() -> nyse.isOpen(Instant.parse("1990-01-01T04:59:59Z")))
                .hasMessageContaining("1989-12-31");
        assertThat(nyse.isOpen(Instant.parse("2031-01-01T04:59:59Z"))).isFalse();
        assertThatThrownBy(() -> nyse.isOpen(Instant.parse("2031-01-01T05:00:00Z")))
                .hasMessageContaining("2031-01-01");
    }

    @Test
    void a_session_that_does_not_close_after_it_opens_is_refused() {
        Instant t = Instant.parse("2025-11-03T14:30:00Z");

        assertThatThrownBy(() -> new Session(LocalDate.of(2025, 11, 3), t, t, Hours.REGULAR))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
