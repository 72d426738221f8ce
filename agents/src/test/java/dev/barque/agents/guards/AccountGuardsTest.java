package dev.barque.agents.guards;

import static dev.barque.agents.guards.Scene.QQQ;
import static dev.barque.agents.guards.Scene.SPY;
import static dev.barque.agents.guards.Scene.take;
import static dev.barque.core.decision.Direction.LONG;
import static dev.barque.core.decision.Direction.SHORT;
import static dev.barque.core.decision.GuardVerdict.Outcome.PASSED;
import static dev.barque.core.decision.GuardVerdict.Outcome.SHRUNK;
import static dev.barque.core.decision.GuardVerdict.Outcome.VETOED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barque.core.decision.AccountState;
import dev.barque.core.decision.GuardVerdict;
import dev.barque.core.feature.Interval;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Guards that look at the account. */
class AccountGuardsTest {
    private static final Offset<Double> EXACT = within(1e-9);

    @Test
    void a_position_is_filled_up_to_its_limit_and_not_beyond() {
        Scene scene = new Scene("position-limit", "max_units", "10").holding(4, 100_000, 0);
        assertThat(scene.ask(take(LONG, 6)).outcome()).isEqualTo(PASSED);
        GuardVerdict shrunk = scene.ask(take(LONG, 8));
        assertThat(shrunk.outcome()).isEqualTo(SHRUNK);
        assertThat(shrunk.sizeFactor() * 8).isCloseTo(6, EXACT).isLessThanOrEqualTo(6);
        assertThat(shrunk.reason()).contains("limit of 10 units by 2", "from 8 to 6 units");
        assertThat(shrunk.amount()).isCloseTo(2, EXACT);
        GuardVerdict full = scene.holding(10, 100_000, 0).ask(take(LONG, 1));
        assertThat(full.outcome()).isEqualTo(VETOED);
        assertThat(full.reason()).contains("nothing fits");
        assertThat(scene.holding(9.999, 100_000, 0).ask(take(LONG, 1)).reason()).contains("less than a hundredth");
    }

    @Test
    void what_goes_against_a_position_and_is_not_larger_passes_also_beyond_the_limit() {
        Scene scene = new Scene("position-limit", "max_units", "10").holding(-30, 100_000, 0);
        assertThat(scene.ask(take(LONG, 30)).reason()).isEqualTo("does not enlarge the position");
        GuardVerdict turned = scene.ask(take(LONG, 60));
        assertThat(turned.sizeFactor() * 60)
                .as("it may turn the position, not enlarge it")
                .isCloseTo(30, EXACT);
        assertThat(scene.ask(take(SHORT, 1)).outcome()).isEqualTo(VETOED);
        assertThat(scene.holding(2, 100_000, 0).ask(take(SHORT, 12)).sizeFactor() * 12)
                .isCloseTo(10, EXACT);
    }

    @Test
    void the_value_in_one_symbol_is_limited_by_a_share_of_equity() {
        Scene scene = new Scene("symbol-exposure", "max_share", "0.1").holding(40, 100_000, 70_000);
        assertThat(scene.ask(take(LONG, 60)).outcome()).isEqualTo(PASSED);
        GuardVerdict verdict = scene.ask(take(LONG, 80));
        assertThat(verdict.sizeFactor() * 80).isCloseTo(60, EXACT);
        assertThat(verdict.reason())
                .contains("8000.00", "4000.00", "SPY", "10 % of the equity of 100000.00 by 2000.00");
        assertThat(verdict.amount()).isCloseTo(2_000, EXACT);
        assertThat(new Scene("symbol-exposure", "max_share", "0.1", "unit_shares", "100")
                                .ask(take(LONG, 2))
                                .sizeFactor()
                        * 2)
                .isCloseTo(1, EXACT);
    }

    @Test
    void the_value_of_all_positions_is_limited_by_a_multiple_of_equity() {
        Scene scene = new Scene("gross-exposure", "max_multiple", "2").holding(100, 50_000, 80_000);
        assertThat(scene.ask(take(LONG, 100)).outcome()).isEqualTo(PASSED);
        GuardVerdict verdict = scene.ask(take(LONG, 200));
        assertThat(verdict.sizeFactor() * 200).isCloseTo(100, EXACT);
        assertThat(verdict.reason())
                .contains("80000.00 in other symbols", "2 times the equity of 50000.00 by 10000.00");
        assertThat(scene.ask(take(SHORT, 100)).outcome()).isEqualTo(PASSED);
        assertThat(scene.ask(take(SHORT, 250)).sizeFactor() * 250)
                .as("it closes 100 first")
                .isCloseTo(200, EXACT);
        assertThat(scene.holding(0, 50_000, 100_000).ask(take(LONG, 1)).outcome())
                .isEqualTo(VETOED);
    }

    @Test
    void limits_forbid_what_they_cannot_measure() {
        for (String guard : new String[] {"position-limit", "symbol-exposure", "gross-exposure"}) {
            Scene scene = new Scene(guard);
            assertThat(scene.account(AccountState.unknown()).ask().outcome())
                    .as(guard)
                    .isEqualTo(VETOED);
            assertThat(new Scene(guard).ask(take(LONG, Double.NaN)).outcome())
                    .as(guard)
                    .isEqualTo(VETOED);
        }
        for (String guard : new String[] {"symbol-exposure", "gross-exposure"}) {
            assertThat(new Scene(guard).price(Double.NaN).ask().reason())
                    .as(guard)
                    .contains("value of the trade is unknown");
            assertThat(new Scene(guard).equity(Double.NaN).ask().reason())
                    .as(guard)
                    .contains("equity is unknown");
            assertThat(new Scene(guard).equity(-5).ask().outcome()).as(guard).isEqualTo(VETOED);
        }
    }

    @Test
    void a_trade_may_lose_a_share_of_the_equity_at_its_stop() {
        Scene scene = new Scene("trade-risk");
        assertThat(scene.ask(take(LONG, 500, 98)).outcome()).isEqualTo(PASSED);
        GuardVerdict verdict = scene.ask(take(LONG, 800, 98));
        assertThat(verdict.sizeFactor() * 800).isCloseTo(500, EXACT);
        assertThat(verdict.reason()).contains("lose 1600.00", "1 % of the equity of 100000.00 by 600.00");
        assertThat(scene.ask(take(SHORT, 400, 105)).sizeFactor() * 400).isCloseTo(200, EXACT);
        assertThat(scene.equity(0).ask(take(LONG, 1, 98)).outcome()).isEqualTo(VETOED);
        assertThat(scene.equity(Double.NaN).ask(take(LONG, 1, 98)).reason()).contains("equity is unknown");
        assertThat(new Scene("trade-risk").price(Double.NaN).ask().outcome()).isEqualTo(VETOED);
    }

    @Test
    void a_trade_needs_a_stop_on_its_losing_side() {
        Scene scene = new Scene("trade-risk");
        assertThat(scene.ask(take(LONG, 1, Double.NaN)).reason()).contains("no stop price");
        GuardVerdict wrong = scene.ask(take(LONG, 1, 100.5));
        assertThat(wrong.reason()).contains("100.5", "losing side", "more than 0.5");
        assertThat(wrong.amount()).isCloseTo(0.5, EXACT);
        assertThat(scene.ask(take(SHORT, 1, 100)).outcome()).isEqualTo(VETOED);
        Scene lenient = new Scene("trade-risk", "require_stop", "no");
        assertThat(lenient.ask(take(LONG, 1, Double.NaN)).outcome()).isEqualTo(PASSED);
        assertThat(lenient.ask(take(LONG, 1, 101)).outcome()).isEqualTo(VETOED);
    }

    @Test
    void what_can_be_won_may_have_to_outweigh_what_can_be_lost() {
        Scene scene = new Scene("trade-risk", "min_reward_to_risk", "2");
        Interval near = new Interval(103, 104);
        Interval far = new Interval(105, 106);
        Interval behind = new Interval(97, 98);
        assertThat(scene.ask(take(LONG, 1, 98, far, behind)).outcome()).isEqualTo(PASSED);
        GuardVerdict verdict = scene.ask(take(LONG, 1, 98, far, near));
        assertThat(verdict.reason()).contains("zone is 3 away", "2 times the distance");
        assertThat(verdict.amount()).isCloseTo(1, EXACT);
        assertThat(scene.ask(take(SHORT, 1, 101, behind)).outcome()).isEqualTo(PASSED);
        assertThat(scene.ask(take(LONG, 1, 98, behind)).reason()).contains("no agent saw a zone");
    }

    @Test
    void after_a_stop_its_symbol_rests() {
        Scene scene = new Scene("stop-cooldown");
        long stop = scene.now;
        AccountState stopped = new AccountState(1, 1, 1, 0, 0, 0, 0, Double.NaN, stop);
        assertThat(scene.ask().outcome()).as("never stopped").isEqualTo(PASSED);
        GuardVerdict verdict = scene.account(stopped).later(5).ask();
        assertThat(verdict.reason())
                .contains("SPY was stopped at 2025-10-24T13:35:30Z", "from 2025-10-24T13:50:30Z, in 10 minutes");
        assertThat(verdict.amount()).isEqualTo(10);
        assertThat(scene.later(9.9).ask().outcome()).isEqualTo(VETOED);
        assertThat(scene.later(0.1).ask().outcome()).isEqualTo(PASSED);
        assertThat(scene.account(AccountState.unknown()).ask().reason()).contains("unknown");
    }

    @Test
    void a_session_that_has_lost_enough_is_over_also_when_the_equity_rises_again() {
        Scene scene = new Scene("daily-loss");
        assertThat(scene.equity(97_001).ask().outcome()).isEqualTo(PASSED);
        scene.of(QQQ).later(1).equity(96_000).bar();
        GuardVerdict verdict = scene.of(SPY).later(1).equity(100_500).ask();
        assertThat(verdict.reason())
                .contains(
                        "at 2025-10-24T13:36:30Z",
                        "lost 4000.00 of 100000.00",
                        "1000.00 beyond the 3 %",
                        "next session");
        assertThat(verdict.amount()).isCloseTo(1_000, EXACT);
        assertThat(scene.at("2025-10-24T23:59:00Z").ask().outcome()).isEqualTo(VETOED);
        assertThat(scene.at("2025-10-27T13:31:00Z").ask().outcome()).isEqualTo(PASSED);
    }

    @Test
    void the_bound_itself_is_a_loss_too_many_and_an_unknown_equity_forbids() {
        assertThat(new Scene("daily-loss").equity(97_000).ask().outcome()).isEqualTo(VETOED);
        Scene scene = new Scene("daily-loss").equity(Double.NaN);
        assertThat(scene.ask().reason()).contains("unknown");
        assertThat(scene.equity(99_000).ask().outcome()).as("known again").isEqualTo(PASSED);
        assertThat(scene.account(AccountState.unknown()).ask().outcome()).isEqualTo(VETOED);
    }

    @Test
    void a_drawdown_trips_and_is_released_by_the_next_session_and_measures_from_there() {
        Scene scene = new Scene("drawdown");
        assertThat(drawn(scene, 108_001, 120_000).outcome()).isEqualTo(PASSED);
        GuardVerdict verdict = drawn(scene.later(1), 105_000, 120_000);
        assertThat(verdict.reason()).contains("fallen by 15000.00 from 120000.00", "3000.00 beyond the 10 %", "1 more");
        assertThat(verdict.amount()).isCloseTo(3_000, EXACT);
        assertThat(drawn(scene.later(60), 125_000, 125_000).outcome())
                .as("latched")
                .isEqualTo(VETOED);
        assertThat(drawn(scene.at("2025-10-27T13:31:00Z"), 105_000, 125_000).outcome())
                .isEqualTo(PASSED);
        assertThat(drawn(scene.later(1), 95_000, 125_000).outcome())
                .as("less than 10 % below 105,000")
                .isEqualTo(PASSED);
        assertThat(drawn(scene.later(1), 94_500, 125_000).outcome()).isEqualTo(VETOED);
    }

    @Test
    void a_drawdown_can_be_released_by_time_but_not_while_the_equity_is_unknown() {
        Scene scene = new Scene("drawdown", "release", "minutes", "cooldown", "30");
        assertThat(drawn(scene, 80_000, 100_000).reason()).contains("from 2025-10-24T14:05:30Z");
        assertThat(drawn(scene.later(29), 80_000, 100_000).outcome()).isEqualTo(VETOED);
        assertThat(drawn(scene.later(1), Double.NaN, 100_000).outcome()).isEqualTo(VETOED);
        assertThat(drawn(scene.later(1), 80_000, 100_000).outcome()).isEqualTo(PASSED);
        assertThat(new Scene("drawdown").account(AccountState.unknown()).ask().reason())
                .contains("drawdown is unknown");
        assertThatThrownBy(() -> new Scene("drawdown", "release", "mercy")).hasMessageContaining("sessions");
    }

    @Test
    void trades_of_a_symbol_and_in_all_are_counted_within_a_sliding_window() {
        Scene scene = new Scene("order-rate", "max_per_symbol", "2", "max_in_all", "3", "window_minutes", "10");
        assertThat(scene.ask().outcome()).isEqualTo(PASSED);
        scene.traded().later(4);
        assertThat(scene.ask().outcome()).isEqualTo(PASSED);
        scene.traded().later(1);
        GuardVerdict verdict = scene.ask();
        assertThat(verdict.reason())
                .contains("2 trades in SPY within 10 minutes", "at most 2", "from 2025-10-24T13:45:30Z, in 5 minutes");
        assertThat(verdict.amount()).isEqualTo(5);
        assertThat(scene.of(QQQ).ask().outcome()).isEqualTo(PASSED);
        assertThat(scene.ask().outcome())
                .as("what became no trade is not counted")
                .isEqualTo(PASSED);
        scene.traded();
        assertThat(scene.ask().reason()).contains("3 trades in all symbols");
        assertThat(scene.later(4.9).ask().outcome()).isEqualTo(VETOED);
        assertThat(scene.later(0.1).ask().outcome()).isEqualTo(PASSED);
    }

    private static GuardVerdict drawn(Scene scene, double equity, double peak) {
        return scene.account(new AccountState(equity, equity, peak, 0, 0, 0, 0)).ask();
    }
}
