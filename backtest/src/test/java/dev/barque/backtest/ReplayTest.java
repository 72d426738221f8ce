package dev.barque.backtest;

import static dev.barque.core.decision.Direction.LONG;
import static dev.barque.core.decision.Direction.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barque.core.decision.NoTrade;
import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What a replay promises under both rules, and each fault of the published one beside its mending. */
class ReplayTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final double BP = 1e-4;

    @Test
    void a_decision_is_executed_at_the_next_bar_with_slippage_on_both_ends() {
        ScriptedDay day = ScriptedDay.mended(100, 101, 102, 104, 103).take(0, LONG, 2);
        ClosedTrade trade = day.mended().trades().get(0);

        assertThat(trade.entryTime()).isEqualTo("2025-10-24T13:32:00Z");
        assertThat(trade.entryPrice()).isCloseTo(101 + 100 * BP, EXACT);
        assertThat(trade.exitTime()).isEqualTo("2025-10-24T13:34:00Z");
        assertThat(trade.exitPrice()).isCloseTo(104 - 102 * BP, EXACT);
        assertThat(trade.exitReason()).isEqualTo(ExitReason.TIME_STOP);
        assertThat(trade.barsHeld()).isEqualTo(2);
        assertThat(trade.pnl()).isCloseTo(104 - 102 * BP - 101 - 100 * BP, EXACT);
        assertThat(trade.costs()).isCloseTo(202 * BP, EXACT);
    }

    @Test
    void a_decision_for_the_other_side_closes_and_opens_at_once() {
        ReplayResult result = ScriptedDay.mended(100, 101, 102, 103, 104)
                .take(0, LONG, 9)
                .take(2, SHORT, 9)
                .mended();

        assertThat(result.trades()).extracting(ClosedTrade::direction).containsExactly(LONG, SHORT);
        assertThat(result.trades())
                .extracting(ClosedTrade::exitReason)
                .containsExactly(ExitReason.DIRECTION_FLIP, ExitReason.END_OF_DAY);
        assertThat(result.trades().get(0).exitTime())
                .isEqualTo(result.trades().get(1).entryTime());
    }

    @Test
    void every_bar_but_the_last_gets_exactly_one_decision() {
        ReplayResult result = ScriptedDay.mended(100, 101, 102).withoutRow(1).mended();

        assertThat(result.decisions()).hasSize(2);
        assertThat(((NoTrade) result.decisions().get(1)).reason()).isEqualTo(NoTrade.Reason.NO_FEATURES);
    }

    @Test
    void results_add_up_to_the_last_equity() {
        ReplayResult result = ScriptedDay.mended(100, 103, 99, 104, 98, 101)
                .take(0, LONG, 2)
                .take(3, SHORT, 9)
                .mended();

        double sum = result.trades().stream().mapToDouble(ClosedTrade::pnl).sum();
        assertThat(result.equity().value(result.equity().size() - 1)).isCloseTo(sum, EXACT);
        assertThat(result.statistics().pnl()).isCloseTo(sum, EXACT);
    }

    @Test
    void equity_is_marked_one_bar_early_and_mended_at_the_bars_own_price() {
        ScriptedDay published = ScriptedDay.published(100, 110, 120).take(0, LONG, 9);
        ScriptedDay mended = ScriptedDay.mended(100, 110, 120).take(0, LONG, 9);

        // Bought at bar 1 for 110 and a basis point of 100; published, bar 0 already shows a position at a loss of 10.
        EquityCurve early = published.published().equity();
        assertThat(early.size()).isEqualTo(2);
        assertThat(early.value(0)).isCloseTo(100 - (110 + 100 * BP), EXACT);
        EquityCurve fair = mended.mended().equity();
        assertThat(fair.size()).isEqualTo(3);
        assertThat(fair.value(0)).isZero();
        assertThat(fair.value(1)).isCloseTo(-100 * BP, EXACT);
        assertThat(fair.value(2)).isCloseTo(10 - 100 * BP - 120 * BP, EXACT);
    }

    @Test
    void the_closing_trade_is_missing_from_equity_and_mended_is_in_it() {
        double pnl = ScriptedDay.mended(100, 110, 120)
                .take(0, LONG, 9)
                .mended()
                .statistics()
                .pnl();
        EquityCurve mended =
                ScriptedDay.mended(100, 110, 120).take(0, LONG, 9).mended().equity();
        EquityCurve published = ScriptedDay.published(100, 110, 120)
                .take(0, LONG, 9)
                .published()
                .equity();

        assertThat(mended.value(mended.size() - 1)).isCloseTo(pnl, EXACT);
        assertThat(published.value(published.size() - 1)).isNotCloseTo(pnl, within(1.0));
    }

    @Test
    void a_stop_price_is_never_looked_at_and_mended_closes_at_the_next_bar() {
        double[] prices = {100, 101, 98, 97, 99, 100};
        ReplayResult published =
                ScriptedDay.published(prices).take(0, LONG, 9, 98.5).published();
        ReplayResult mended = ScriptedDay.mended(prices).take(0, LONG, 9, 98.5).mended();

        assertThat(published.trades()).extracting(ClosedTrade::exitReason).containsExactly(ExitReason.END_OF_DAY);
        assertThat(mended.trades()).extracting(ClosedTrade::exitReason).containsExactly(ExitReason.STOP_LOSS);
        assertThat(mended.trades().get(0).exitPrice()).isCloseTo(97 - 98 * BP, EXACT);
    }

    @Test
    void what_was_stopped_out_is_not_bought_back_on_the_same_bar() {
        ReplayResult mended = ScriptedDay.mended(100, 101, 98, 97, 99, 100)
                .take(0, LONG, 9, 98.5)
                .take(2, LONG, 9, 98.5)
                .mended();

        assertThat(mended.trades()).hasSize(1);
    }

    @Test
    void a_bar_without_an_engine_stops_the_time_stop_and_mended_it_goes_on() {
        double[] prices = {100, 101, 102, 103, 104, 105, 106, 107};
        ReplayResult published = ScriptedDay.published(prices)
                .take(0, LONG, 3)
                .withoutHedge(1, 2)
                .published();
        ReplayResult mended =
                ScriptedDay.mended(prices).take(0, LONG, 3).withoutHedge(1, 2).mended();

        assertThat(published.trades().get(0).exitTime()).isEqualTo("2025-10-24T13:37:00Z");
        assertThat(mended.trades().get(0).exitTime()).isEqualTo("2025-10-24T13:35:00Z");
    }

    @Test
    void the_win_rate_is_zero_with_few_points_and_mended_is_counted() {
        double[] rising = {100, 101, 102, 103, 104};
        ReplayStatistics published =
                ScriptedDay.published(rising).take(0, LONG, 2).published().statistics();
        ReplayStatistics mended =
                ScriptedDay.mended(rising).take(0, LONG, 2).mended().statistics();

        assertThat(published.trades()).isEqualTo(1);
        assertThat(published.winRate()).isZero();
        assertThat(mended.winRate()).isEqualTo(1);
        assertThat(mended.averageWin()).isPositive();
    }

    @Test
    void damaged_features_pass_for_missing_ones_and_mended_stop_the_replay() {
        BarqueException damage = new BarqueException("store.corrupt-file", Concern.DATA, "damaged");
        ReplayResult published =
                ScriptedDay.published(100, 101, 102).damagedBy(damage).published();

        assertThat(published.decisions())
                .allSatisfy(d -> assertThat(((NoTrade) d).reason()).isEqualTo(NoTrade.Reason.NO_FEATURES));
        ScriptedDay mended = ScriptedDay.mended(100, 101, 102).damagedBy(damage);
        assertThatThrownBy(mended::mended).isSameAs(damage);
    }

    @Test
    void fewer_than_two_bars_are_no_replay_and_no_error() {
        assertThat(ScriptedDay.mended(new double[0]).mended().trades()).isEmpty();
        assertThat(ScriptedDay.mended(100).mended().decisions()).isEmpty();
        assertThat(ScriptedDay.published(100).published().equity().size()).isZero();
    }

    @Test
    void drawdown_is_the_largest_fall_below_the_highest_point() {
        ReplayResult result = ScriptedDay.mended(100, 100, 110, 104, 112, 107, 107)
                .take(0, LONG, 9)
                .mended();

        assertThat(result.statistics().maxDrawdown()).isCloseTo(6, EXACT);
    }
}
