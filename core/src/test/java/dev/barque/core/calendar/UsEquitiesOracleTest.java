package dev.barque.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.opengamma.strata.basics.ReferenceData;
import com.opengamma.strata.basics.date.HolidayCalendar;
import com.opengamma.strata.basics.date.HolidayCalendarIds;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Every date of the US equities calendar against two calendars that others made; where they differ, who is wrong and why. */
class UsEquitiesOracleTest {
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private static final String TRADES = "it trades";
    private static final String CLOSED = "it is closed";
    // Which oracle is wrong on which date. The left answer is ours.
    private static final Map<LocalDate, String> STRATA = new TreeMap<>(Map.of(
            // Closed for Hurricane Sandy on both days (NYSE notice; LEAN and the press agree). Strata knows only the
            // 30th.
            LocalDate.of(2012, 10, 29), CLOSED));

    private static final Map<LocalDate, String> JOLLYDAY = new TreeMap<>(Map.of(
            // The NYSE first kept Martin Luther King Jr. Day in 1998 (SR-NYSE-97-22). Jollyday has it for every year.
            LocalDate.of(1990, 1, 15), TRADES,
            LocalDate.of(1991, 1, 21), TRADES,
            LocalDate.of(1992, 1, 20), TRADES,
            LocalDate.of(1993, 1, 18), TRADES,
            LocalDate.of(1994, 1, 17), TRADES,
            LocalDate.of(1995, 1, 16), TRADES,
            LocalDate.of(1996, 1, 15), TRADES,
            LocalDate.of(1997, 1, 20), TRADES,
            // Closed for the funeral of former President Nixon (NYSE, "Special Closings"; Strata agrees). Jollyday
            // lacks it.
            LocalDate.of(1994, 4, 27), CLOSED));

    private final TradingCalendar ours = TradingCalendars.usEquities();

    @Test
    void every_date_agrees_with_strata_but_for_the_known_differences() {
        HolidayCalendar strata = HolidayCalendarIds.NYSE.resolve(ReferenceData.standard());

        assertThat(differences(strata::isBusinessDay)).isEqualTo(STRATA);
    }

    @Test
    void every_date_agrees_with_jollyday_but_for_the_known_differences() {
        HolidayManager jollyday = HolidayManager.getInstance(ManagerParameters.create("nyse"));

        assertThat(differences(date -> !WEEKEND.contains(date.getDayOfWeek()) && !jollyday.isHoliday(date)))
                .isEqualTo(JOLLYDAY);
    }

    @Test
    void the_comparison_sees_every_date_and_a_single_planted_fault() {
        HolidayCalendar strata = HolidayCalendarIds.NYSE.resolve(ReferenceData.standard());
        LocalDate planted = LocalDate.of(2030, 12, 31);

        assertThat(differences(date -> date.equals(planted) != strata.isBusinessDay(date)))
                .containsEntry(planted, TRADES)
                .hasSize(STRATA.size() + 1);
        assertThat(differences(date -> ours.session(date).isEmpty())).hasSize(14_975);
    }

    private Map<LocalDate, String> differences(Predicate<LocalDate> oracleTrades) {
        Map<LocalDate, String> out = new TreeMap<>();
        ours.firstDate().datesUntil(ours.lastDate().plusDays(1)).forEach(date -> {
            boolean trades = ours.session(date).isPresent();
            if (trades != oracleTrades.test(date)) {
                out.put(date, trades ? TRADES : CLOSED);
            }
        });
        return out;
    }
}
