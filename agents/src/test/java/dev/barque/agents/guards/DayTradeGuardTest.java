package dev.barque.agents.guards;

import static dev.barque.agents.guards.Scene.take;
import static dev.barque.core.decision.Direction.LONG;
import static dev.barque.core.decision.Direction.SHORT;
import static dev.barque.core.decision.GuardVerdict.Outcome.PASSED;
import static dev.barque.core.decision.GuardVerdict.Outcome.SHRUNK;
import static dev.barque.core.decision.GuardVerdict.Outcome.VETOED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barque.agents.guards.DayTradingRules.Event;
import dev.barque.agents.guards.DayTradingRules.Evidence;
import dev.barque.agents.guards.DayTradingRules.Rule;
import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.GuardVerdict;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The rules of day trading on both sides of each date. */
class DayTradeGuardTest {
    private static final String COUNTED = "2025-10-24T15:00:00Z";

    @Test
    void three_day_trades_in_five_sessions_are_free_and_some_are_kept() {
        Scene scene = new Scene("day-trades").at(COUNTED);
        assertThat(counted(scene, 24_000, 1).outcome()).isEqualTo(PASSED);
        GuardVerdict kept = counted(scene, 24_000, 2);
        assertThat(kept.outcome()).isEqualTo(VETOED);
        assertThat(kept.reason()).contains("2 day trades", "24000.00, less than 25000.00", "the last 1 are kept");
        assertThat(kept.amount()).isCloseTo(1_000, within(1e-9));
        GuardVerdict none = counted(scene, 24_000, 3);
        assertThat(none.reason()).contains("would make a pattern day trader", "1000.00 more");
        Scene unreserved = new Scene("day-trades", "reserve", "0").at(COUNTED);
        assertThat(counted(unreserved, 24_000, 2).outcome()).isEqualTo(PASSED);
        assertThat(counted(unreserved, 24_000, 3).outcome()).isEqualTo(VETOED);
    }

    @Test
    void the_last_one_may_reverse_a_position_that_stands_above_three_percent() {
        Scene scene = new Scene("day-trades").at(COUNTED);
        assertThat(held(scene, 2, 10, 0.031).ask(take(SHORT, 5)).outcome()).isEqualTo(PASSED);
        assertThat(held(scene, 2, -10, 0.031).ask(take(LONG, 5)).outcome()).isEqualTo(PASSED);
        assertThat(held(scene, 2, 10, 0.03).ask(take(SHORT, 5)).reason()).contains("above 3 %", "which stands at 3 %");
        assertThat(held(scene, 2, 10, 0.05).ask(take(LONG, 5)).outcome())
                .as("no reversal")
                .isEqualTo(VETOED);
        assertThat(held(scene, 2, 10, Double.NaN).ask(take(SHORT, 5)).outcome())
                .as("an unknown result is no profit")
                .isEqualTo(VETOED);
        assertThat(held(scene, 3, 10, 0.05).ask(take(SHORT, 5)).outcome())
                .as("none is left")
                .isEqualTo(VETOED);
    }

    @Test
    void with_25000_now_and_when_the_session_began_nothing_is_counted() {
        Scene scene = new Scene("day-trades").at(COUNTED);
        assertThat(counted(scene, 25_000, 9).outcome()).isEqualTo(PASSED);
        assertThat(counted(scene, 24_999.99, 9).outcome()).isEqualTo(VETOED);
        AccountState grown = new AccountState(30_000, 24_000, 30_000, 0, 0, 0, 3);
        assertThat(scene.account(grown).ask().outcome()).isEqualTo(VETOED);
    }

    @Test
    void what_nobody_counts_or_knows_forbids_under_either_rule() {
        Scene scene = new Scene("day-trades").at(COUNTED);
        assertThat(counted(scene, 24_000, -1).reason()).contains("number of day trades is unknown");
        assertThat(counted(scene, Double.NaN, 0).reason()).contains("equity is unknown");
        assertThat(scene.at("2026-06-04T15:00:00Z")
                        .account(AccountState.unknown())
                        .ask()
                        .outcome())
                .isEqualTo(VETOED);
    }

    @Test
    void the_rule_changes_at_midnight_in_new_york() {
        Scene scene = new Scene("day-trades");
        assertThat(counted(scene.at("2026-06-04T04:00:00Z"), 24_000, 3).outcome())
                .as("the bar that ends 3 June in New York")
                .isEqualTo(VETOED);
        assertThat(counted(scene.at("2026-06-04T04:01:00Z"), 24_000, 3).outcome())
                .isEqualTo(PASSED);
        assertThat(counted(scene.at("2001-09-28T04:00:00Z"), 24_000, 3).reason())
                .contains("no rule of day trading before 2001-09-28");
        assertThat(counted(scene.at("2001-09-28T13:31:00Z"), 24_000, 3).outcome())
                .isEqualTo(VETOED);
    }

    @Test
    void a_broker_may_phase_the_change_in_until_october_2027() {
        Scene late = new Scene("day-trades", "intraday_margin_from", "2027-01-04");
        assertThat(counted(late.at("2026-12-31T15:00:00Z"), 24_000, 3).outcome())
                .isEqualTo(VETOED);
        assertThat(counted(late.at("2027-01-04T15:00:00Z"), 24_000, 3).outcome())
                .isEqualTo(PASSED);
        for (String wrong : new String[] {"2026-06-03", "2027-10-21", "soon"}) {
            assertThatThrownBy(() -> new Scene("day-trades", "intraday_margin_from", wrong))
                    .hasMessageContaining("from 2026-06-04 to 2027-10-20 but was '" + wrong);
        }
    }

    @Test
    void intraday_margin_makes_a_trade_as_large_as_the_equity_covers() {
        Scene scene = new Scene("day-trades").at("2026-06-04T15:00:00Z").holding(100, 20_000, 40_000);
        assertThat(scene.ask(take(LONG, 300)).outcome()).isEqualTo(PASSED);
        GuardVerdict verdict = scene.ask(take(LONG, 400));
        assertThat(verdict.outcome()).isEqualTo(SHRUNK);
        assertThat(verdict.sizeFactor() * 400).isCloseTo(300, within(1e-9));
        assertThat(verdict.reason()).contains("intraday margin of 25 %", "by 10000.00");
        assertThat(scene.ask(take(SHORT, 100)).outcome()).isEqualTo(PASSED);
        assertThat(scene.holding(0, 20_000, 80_000).ask(take(LONG, 1)).outcome())
                .isEqualTo(VETOED);
    }

    @Test
    void each_date_names_its_source_and_only_the_approval_of_2026_is_from_the_regulator_itself() {
        assertThat(DayTradingRules.lines())
                .allSatisfy(line -> assertThat(line.source()).isNotBlank());
        assertThat(DayTradingRules.lines())
                .isSortedAccordingTo((a, b) -> a.date().compareTo(b.date()));
        assertThat(DayTradingRules.lines())
                .filteredOn(line -> line.evidence() == Evidence.PRIMARY)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.date()).isEqualTo(LocalDate.of(2026, 4, 14));
                    assertThat(line.source()).contains("34-105226", "SR-FINRA-2025-017");
                });
        assertThat(DayTradingRules.date(Rule.INTRADAY_MARGIN, Event.EFFECTIVE)).isEqualTo("2026-06-04");
        assertThat(DayTradingRules.date(Rule.INTRADAY_MARGIN, Event.PHASED_IN)).isEqualTo("2027-10-20");
    }

    private static GuardVerdict counted(Scene scene, double equity, int dayTrades) {
        return scene.account(new AccountState(equity, equity, equity, 0, 0, 0, dayTrades))
                .ask();
    }

    private static Scene held(Scene scene, int dayTrades, double units, double result) {
        return scene.account(new AccountState(20_000, 20_000, 20_000, units, 1_000, 1_000, dayTrades, result, 0));
    }
}
