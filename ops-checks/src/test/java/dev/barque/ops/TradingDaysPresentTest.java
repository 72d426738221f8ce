package dev.barque.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.barque.core.calendar.TradingCalendar;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Symbol;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The last week of November 2025: Thursday the 27th is Thanksgiving, Friday closes at 13:00 in New York. */
class TradingDaysPresentTest {
    private static final LocalDate MONDAY = LocalDate.of(2025, 11, 24);
    private static final LocalDate FRIDAY = LocalDate.of(2025, 11, 28);

    private final Days bars = new Days();
    private final TradingDaysPresent check = new TradingDaysPresent();
    private String now = "2025-12-01T00:00:00Z";

    @Test
    void all_days_between_the_first_and_the_last_one_are_healthy() {
        bars.noon("2025-11-24", "2025-11-25", "2025-11-26", "2025-11-28");

        assertThat(run(check))
                .isEqualTo(new Verdict.Healthy("All 4 sessions from 2025-11-24 to 2025-11-28 have bars."));
    }

    @Test
    void missing_days_in_between_are_found_and_joined_where_they_follow_each_other() {
        bars.noon("2025-11-24", "2025-11-28", "2025-12-02");
        now = "2025-12-05T00:00:00Z";

        assertThat(run(check))
                .isInstanceOfSatisfying(
                        Verdict.Degraded.class,
                        found -> assertThat(found.findings())
                                .extracting(Verdict.Finding::where, Verdict.Finding::observed)
                                .containsExactly(
                                        tuple("bars from 2025-11-25 to 2025-11-26", "no bar in 2 sessions"),
                                        tuple("bars on 2025-12-01", "no bar in the session")));
    }

    @Test
    void holidays_and_week_ends_are_not_missed() {
        bars.noon("2025-11-26", "2025-11-28", "2025-12-01");
        now = "2025-12-02T00:00:00Z";

        assertThat(run(check).isHealthy()).isTrue();
    }

    @Test
    void a_range_is_expected_whole() {
        bars.noon("2025-11-25", "2025-11-26");

        assertThat(wheres(check.between(MONDAY, FRIDAY))).containsExactly("bars on 2025-11-24", "bars on 2025-11-28");
    }

    @Test
    void a_range_without_any_bar_is_unhealthy() {
        assertThat(run(check.between(MONDAY, FRIDAY))).isInstanceOf(Verdict.Unhealthy.class);
    }

    @Test
    void a_session_that_is_not_over_is_not_expected_yet() {
        bars.noon("2025-11-24", "2025-11-25", "2025-11-26");
        now = "2025-11-28T17:59:59Z";
        assertThat(run(check.between(MONDAY, FRIDAY)).isHealthy()).isTrue();

        now = "2025-11-28T18:00:00Z";
        assertThat(wheres(check.between(MONDAY, FRIDAY))).containsExactly("bars on 2025-11-28");
    }

    @Test
    void bars_outside_the_session_do_not_count() {
        bars.noon("2025-11-24", "2025-11-26")
                // At the opening the bar before it becomes complete; after the close the post-market begins.
                .with(Days.SPY, "2025-11-25T14:30:00Z", "2025-11-25T21:00:00.000001Z", "2025-11-26T01:00:00Z");
        assertThat(wheres(check)).containsExactly("bars on 2025-11-25");

        bars.with(Days.SPY, "2025-11-25T21:00:00Z");
        assertThat(run(check).isHealthy()).isTrue();
    }

    @Test
    void one_symbol_can_be_asked_for() {
        Symbol qqq = Symbol.of("QQQ");
        bars.noon("2025-11-24", "2025-11-25", "2025-11-26").with(qqq, "2025-11-24T16:01:00Z", "2025-11-26T16:01:00Z");

        assertThat(run(check).isHealthy()).isTrue();
        assertThat(wheres(check.of(qqq))).containsExactly("bars of QQQ on 2025-11-25");
    }

    @Test
    void a_day_that_cannot_be_read_is_unhealthy_and_says_why() {
        bars.noon("2025-11-24", "2025-11-26").damaged("2025-11-25");

        assertThat(run(check))
                .isInstanceOfSatisfying(
                        Verdict.Unhealthy.class,
                        found -> assertThat(found.findings())
                                .singleElement()
                                .extracting(Verdict.Finding::observed)
                                .isEqualTo("The file of 2025-11-25 is cut short."));
    }

    @Test
    void an_empty_source_is_not_healthy() {
        assertThat(run(check)).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void days_beyond_the_calendar_are_unknown() {
        assertThat(run(check.between(LocalDate.of(1980, 1, 1), FRIDAY)))
                .isInstanceOfSatisfying(
                        Verdict.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains("1980-01-01", "us-equities", "1990-01-01"));
    }

    @Test
    void dates_out_of_order_are_refused_at_once() {
        assertThatThrownBy(() -> check.between(FRIDAY, MONDAY)).hasMessageContaining("2025-11-28 to 2025-11-24");
    }

    private List<String> wheres(HealthCheck asked) {
        assertThat(run(asked)).isInstanceOf(Verdict.Degraded.class);
        return ((Verdict.Degraded) run(asked))
                .findings().stream().map(Verdict.Finding::where).toList();
    }

    private Verdict run(HealthCheck asked) {
        CheckContext context = CheckContext.builder(Clock.fixed(Instant.parse(now), ZoneOffset.UTC))
                .with(BarSource.class, bars)
                .with(TradingCalendar.class, TradingCalendars.usEquities())
                .build();
        return asked.run(context);
    }
}
