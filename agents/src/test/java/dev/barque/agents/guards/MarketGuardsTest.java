package dev.barque.agents.guards;

import static dev.barque.agents.guards.Scene.FRIDAY;
import static dev.barque.agents.guards.Scene.QQQ;
import static dev.barque.agents.guards.Scene.SPY;
import static dev.barque.agents.guards.Scene.micros;
import static dev.barque.core.decision.GuardVerdict.Outcome.PASSED;
import static dev.barque.core.decision.GuardVerdict.Outcome.VETOED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.decision.MemoryKillSwitch;
import dev.barque.core.decision.Reading;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Guards that look at the market and at what people say about it. */
class MarketGuardsTest {
    @Test
    void the_kill_switch_forbids_with_who_and_why_and_allows_again() {
        MemoryKillSwitch kill = new MemoryKillSwitch();
        Scene scene = new Scene("kill-switch");
        scene.reading(kill.reading().at(SPY, scene.now).orElseThrow());
        assertThat(scene.ask().outcome()).isEqualTo(PASSED);

        kill.on(Instant.parse(FRIDAY), "anna", "feed is wrong");
        scene.later(1).reading(kill.reading().at(SPY, scene.now).orElseThrow());
        GuardVerdict verdict = scene.ask();
        assertThat(verdict.outcome()).isEqualTo(VETOED);
        assertThat(verdict.reason()).contains("on since 2025-10-24T13:35:30Z by anna: feed is wrong", "switched off");

        kill.off(Instant.parse(FRIDAY), "anna", "mended");
        scene.later(1).reading(kill.reading().at(SPY, scene.now).orElseThrow());
        assertThat(scene.ask().outcome()).isEqualTo(PASSED);
    }

    @Test
    void a_kill_switch_that_is_unknown_is_on() {
        Scene scene = new Scene("kill-switch");
        assertThat(scene.ask().reason()).contains("there is no reading kill_switch", "counts as on");
        assertThat(scene.reading(new Reading(Reading.KILL_SWITCH, Double.NaN, scene.now, "the wire is cut"))
                        .ask()
                        .reason())
                .contains("the wire is cut");
        assertThat(scene.reading(new Reading(Reading.KILL_SWITCH, 0, scene.now + 1))
                        .ask()
                        .reason())
                .as("from the future")
                .contains("later than the bar");
        assertThat(scene.reading(Reading.KILL_SWITCH, 0.5).ask().outcome()).isEqualTo(VETOED);
    }

    @Test
    void a_halted_symbol_is_not_traded_and_neither_is_one_of_which_nobody_knows() {
        Scene scene = new Scene("market-halt", "max_age_minutes", "10");
        assertThat(scene.reading(Reading.HALTED, 0).ask().outcome()).isEqualTo(PASSED);
        GuardVerdict halted =
                scene.reading(new Reading(Reading.HALTED, 1, scene.now, "LULD")).ask();
        assertThat(halted.outcome()).isEqualTo(VETOED);
        assertThat(halted.reason()).contains("SPY is halted", "LULD", "resumed");
        assertThat(scene.reading(Reading.HALTED, 0).later(10).ask().outcome()).isEqualTo(PASSED);
        assertThat(scene.later(0.1).ask().reason()).contains("unknown", "10.1 minutes old");
        assertThat(scene.withoutReadings().ask().reason()).contains("unknown", "no reading halted");
        assertThat(scene.reading(Reading.HALTED, Double.NaN).ask().outcome()).isEqualTo(VETOED);
    }

    @Test
    void entries_stay_away_from_opening_and_close() {
        Scene scene = new Scene("market-hours");
        assertThat(scene.at("2025-10-24T13:34:59Z").ask().reason())
                .contains("from 2025-10-24T13:35:00Z", "5 minutes after the opening", "too early");
        assertThat(scene.ask().amount()).isCloseTo(1 / 60.0, within(1e-9));
        assertThat(scene.at("2025-10-24T13:35:00Z").ask().outcome()).isEqualTo(PASSED);
        assertThat(scene.at("2025-10-24T19:45:00Z").ask().outcome()).isEqualTo(PASSED);
        GuardVerdict late = scene.at("2025-10-24T19:47:00Z").ask();
        assertThat(late.reason()).contains("until 2025-10-24T19:45:00Z", "2 minutes too late");
        assertThat(late.amount()).isEqualTo(2);
    }

    @Test
    void early_closes_holidays_and_weekends_count_and_the_close_itself_is_too_late() {
        Scene scene = new Scene("market-hours", "first_minutes", "0", "last_minutes", "0");
        assertThat(scene.at("2025-11-28T17:59:00Z").ask().outcome()).isEqualTo(PASSED);
        assertThat(scene.at("2025-11-28T18:00:00Z").ask().reason()).contains("early close");
        assertThat(scene.at("2025-11-27T16:00:00Z").ask().reason()).contains("closed on 2025-11-27", "Thanksgiving");
        assertThat(scene.at("2025-10-25T16:00:00Z").ask().reason()).contains("closed on 2025-10-25");
        assertThat(scene.at("2025-10-24T13:30:00Z").ask().outcome()).isEqualTo(PASSED);
        assertThat(scene.at("2025-10-24T13:29:59Z").ask().outcome()).isEqualTo(VETOED);
    }

    @Test
    void a_date_that_the_calendar_does_not_cover_is_not_open() {
        assertThat(new Scene("market-hours").at("2031-03-03T16:00:00Z").ask().reason())
                .contains("unknown", "us-equities covers 1990-01-01 to 2030-12-31");
        assertThat(new Scene("market-hours", "calendar", "always-open")
                        .at("2031-03-03T16:00:00Z")
                        .ask()
                        .outcome())
                .isEqualTo(PASSED);
        assertThatThrownBy(() -> new Scene("market-hours", "calendar", "mars")).hasMessageContaining("always-open");
    }

    @Test
    void an_illiquid_market_is_not_traded_and_an_unknown_ratio_is_not_good() {
        Scene scene = new Scene("illiquid-market");
        assertThat(scene.row(Scene.row(SPY, scene.now, 1e-8, 1)).ask().outcome())
                .isEqualTo(PASSED);
        GuardVerdict verdict = scene.row(Scene.row(SPY, scene.now, 3e-8, 1)).ask();
        assertThat(verdict.outcome()).isEqualTo(VETOED);
        assertThat(verdict.reason()).contains("3.000e-08", "at most 1.000e-08");
        assertThat(verdict.amount()).isCloseTo(2e-8, within(1e-15));
        for (double unknown : new double[] {Double.NaN, 0, -1}) {
            assertThat(scene.row(Scene.row(SPY, scene.now, unknown, 1)).ask().reason())
                    .contains("unknown", "liquidity.present.amihud");
        }
        assertThat(new Scene("illiquid-market", "feature", "nobody.has.it")
                        .ask()
                        .reason())
                .contains("nobody.has.it is missing");
    }

    @Test
    void survival_mode_begins_at_40_and_ends_only_below_35() {
        Scene scene = new Scene("volatility-survival");
        double[] levels = {39.9, 40, 39, 35, 34.9, 39.9, 41, 36};
        boolean[] passes = {true, false, false, false, true, true, false, false};
        for (int i = 0; i < levels.length; i++) {
            GuardVerdict verdict =
                    scene.later(1).reading(Reading.VOLATILITY_INDEX, levels[i]).ask();
            assertThat(verdict.outcome() == PASSED).as("level " + levels[i]).isEqualTo(passes[i]);
            if (!passes[i]) {
                assertThat(verdict.reason()).contains("begins at 40", "ends below 35");
                assertThat(verdict.amount()).isCloseTo(levels[i] - 35, within(1e-9));
            }
        }
    }

    @Test
    void survival_mode_is_seen_on_bars_without_proposals_and_holds_for_all_symbols() {
        Scene scene = new Scene("volatility-survival");
        scene.of(QQQ).reading(Reading.VOLATILITY_INDEX, 45).bar();
        assertThat(scene.of(SPY)
                        .later(1)
                        .reading(Reading.VOLATILITY_INDEX, 37)
                        .ask()
                        .outcome())
                .isEqualTo(VETOED);
    }

    @Test
    void a_stale_missing_or_future_index_is_unknown_and_not_calm() {
        Scene scene = new Scene("volatility-survival").reading(Reading.VOLATILITY_INDEX, 15);
        assertThat(scene.later(60).ask().outcome()).isEqualTo(PASSED);
        assertThat(scene.later(0.5).ask().reason()).contains("unknown", "60.5 minutes old");
        assertThat(scene.withoutReadings().ask().reason()).contains("no reading volatility_index");
        assertThat(scene.reading(Reading.VOLATILITY_INDEX, Double.NaN).ask().outcome())
                .isEqualTo(VETOED);
        assertThat(scene.reading(new Reading(Reading.VOLATILITY_INDEX, 15, scene.now + 1))
                        .ask()
                        .outcome())
                .isEqualTo(VETOED);
    }

    @Test
    void an_unknown_index_may_be_allowed_to_pass_but_never_ends_survival_mode() {
        Scene scene = new Scene("volatility-survival", "when_unknown", "pass");
        assertThat(scene.ask().outcome()).isEqualTo(PASSED);
        assertThat(scene.ask().reason()).contains("allowed by when_unknown");
        scene.reading(Reading.VOLATILITY_INDEX, 50).bar();
        assertThat(scene.withoutReadings().later(1).ask().reason()).contains("survival mode is on");
        assertThatThrownBy(() -> new Scene("volatility-survival", "when_unknown", "maybe"))
                .hasMessageContaining("[block, pass]");
        assertThatThrownBy(() -> new Scene("volatility-survival", "leave_below", "41"))
                .hasMessageContaining("must not lie above enter_at");
    }

    @Test
    void instants_are_those_of_bars() {
        assertThat(micros(FRIDAY)).isEqualTo(1_761_312_930_000_000L);
    }
}
