package dev.barque.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.barque.backtest.execution.FixedSlippage;
import dev.barque.core.calendar.TradingCalendars;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** When, where and how much of an order is executed. */
class OrdersTest {
    private static void fills(PortfolioResult result, Tuple... expected) {
        assertThat(result.fills())
                .extracting(OrdersTest::minuteOf, OrderFill::price, OrderFill::quantity)
                .containsExactly(expected);
    }

    private static int minuteOf(OrderFill fill) {
        return (int) ((fill.timeMicros() - Script.FIRST) / UtcMicros.PER_MINUTE);
    }

    private static Tuple fill(int minute, double price, double quantity) {
        return tuple(minute, price, quantity);
    }

    private static Script day() {
        return new Script().flat(100).bar(101, 105, 99, 103).bar(104, 108, 102, 107);
    }

    @Test
    void a_market_order_is_executed_at_the_next_opening() {
        fills(day().at(0, (v, t) -> t.buy(10).submit()).run(), fill(1, 101, 10));
    }

    @Test
    void or_at_the_next_last_price_or_at_the_mean_of_the_next_bar() {
        fills(
                day().rules(r -> r.at(FillAt.NEXT_CLOSE))
                        .at(0, (v, t) -> t.buy(10).submit())
                        .run(),
                fill(1, 103, 10));
        fills(
                day().rules(r -> r.at(FillAt.VWAP))
                        .at(0, (v, t) -> t.buy(10).submit())
                        .run(),
                fill(1, (105 + 99 + 103) / 3.0, 10));
    }

    @Test
    void an_order_waits_for_its_latency_in_bars_and_in_time() {
        fills(
                day().rules(r -> r.withLatencyBars(1))
                        .at(0, (v, t) -> t.buy(10).submit())
                        .run(),
                fill(2, 104, 10));
        fills(
                day().rules(r -> r.withLatency(Duration.ofMillis(1)))
                        .at(0, (v, t) -> t.buy(10).submit())
                        .run(),
                fill(2, 104, 10));
    }

    @Test
    void a_bar_that_began_before_an_order_arrived_does_not_execute_it() {
        // Bars of QQQ are complete half a minute after those of SPY: the next one began before the decision on SPY.
        Script script = new Script().flat(100, 100, 100);
        script.of("QQQ").shifted(Duration.ofSeconds(30)).flat(50, 51, 52);
        PortfolioResult result = script.at(0, (v, t) -> t.on(0).buy(1).submit()).run();
        assertThat(result.fills()).extracting(OrderFill::price).containsExactly(51.0);

        Script together = new Script().flat(100, 100, 100);
        together.of("QQQ").flat(50, 51, 52);
        fills(together.at(0, (v, t) -> t.on(0).buy(1).submit()).run(), fill(1, 51, 1));
    }

    @Test
    void bars_of_undeclared_length_may_have_begun_when_the_one_before_was_complete() {
        Bars spy = Bars.builder(Script.SPY)
                .add(Script.minute(0), 100, 1e9, Double.NaN)
                .build();
        Bars qqq = Bars.builder(Symbol.of("QQQ"))
                .add(Script.minute(-1), 50, 1e9, Double.NaN)
                .add(Script.minute(1), 51, 1e9, Double.NaN)
                .add(Script.minute(2), 52, 1e9, Double.NaN)
                .build();
        Script script = new Script().at(0, (v, t) -> t.on(0).buy(1).submit());
        PortfolioResult result = PortfolioReplay.builder(TradingCalendars.alwaysOpen(), 1000)
                .build()
                .run(List.of(BarFeed.of(spy), BarFeed.of(qqq)), script);

        fills(result, fill(2, 52, 1));
    }

    @Test
    void a_limit_is_executed_beyond_it_or_at_a_better_opening() {
        fills(day().at(0, (v, t) -> t.buy(10).limit(100).submit()).run(), fill(1, 100, 10));
        fills(day().at(0, (v, t) -> t.buy(10).limit(102).submit()).run(), fill(1, 101, 10));
        fills(day().at(0, (v, t) -> t.buy(10).limit(99).submit()).run());
        fills(day().at(0, (v, t) -> t.sell(10).limit(106).submit()).run(), fill(2, 106, -10));
    }

    @Test
    void a_stop_is_executed_at_its_price_or_at_the_opening_that_jumps_over_it() {
        fills(day().at(0, (v, t) -> t.buy(10).stop(105).submit()).run(), fill(1, 105, 10));
        fills(day().at(0, (v, t) -> t.buy(10).stop(100.5).submit()).run(), fill(1, 101, 10));
        fills(day().at(0, (v, t) -> t.sell(10).stop(99).submit()).run(), fill(1, 99, -10));
    }

    @Test
    void a_stop_limit_becomes_a_limit_at_its_stop_price() {
        fills(day().at(0, (v, t) -> t.buy(10).stop(104).limit(104.5).submit()).run(), fill(1, 104, 10));
        // Reached in bar 1, whose last price of 103 is above the limit; bar 2 goes below it.
        fills(day().at(0, (v, t) -> t.buy(10).stop(104).limit(102.5).submit()).run(), fill(2, 102.5, 10));
        // The last price came after the stop was reached, so the market went through the limit.
        fills(day().at(0, (v, t) -> t.buy(10).stop(104).limit(103.5).submit()).run(), fill(1, 103.5, 10));
        // The opening jumps over the stop and over the limit.
        fills(day().at(0, (v, t) -> t.buy(10).stop(100.5).limit(100.8).submit()).run(), fill(1, 100.8, 10));
    }

    @Test
    void a_limit_is_not_overstepped_by_slippage() {
        PortfolioResult result = day().with(b -> b.slippage(new FixedSlippage(200)))
                .at(0, (v, t) -> t.buy(10).limit(102).submit())
                .run();

        fills(result, fill(1, 102, 10));
        assertThat(result.fills().get(0).slippage()).isEqualTo(10);
    }

    @Test
    void a_stop_and_a_target_in_one_bar_are_the_stop() {
        Script script = new Script()
                .flat(100)
                .bar(100, 101, 99.5, 100)
                .bar(100, 110, 90, 108)
                .at(0, (v, t) -> t.buy(10).protect(95, 105).submit());

        PortfolioResult result = script.run();
        fills(result, fill(1, 100, 10), fill(2, 95, -10));
        assertThat(result.roundTrips().get(0).cause()).isEqualTo(OrderCause.PROTECTIVE_STOP);
        assertThat(result.refusals()).isEmpty();
    }

    @Test
    void a_target_alone_is_reached_and_takes_the_stop_with_it() {
        Script script = new Script()
                .flat(100)
                .bar(100, 106, 99, 104)
                .bar(90, 90, 90, 90)
                .at(0, (v, t) -> t.buy(10).protect(95, 105).submit());

        fills(script.run(), fill(1, 100, 10), fill(1, 105, -10));
    }

    @Test
    void what_was_opened_inside_of_a_bar_may_be_stopped_in_it_but_not_reach_its_target() {
        Script both = new Script()
                .flat(100)
                .bar(100, 110, 90, 100)
                .at(0, (v, t) -> t.buy(10).limit(98).protect(95, 105).submit());
        fills(both.run(), fill(1, 98, 10), fill(1, 95, -10));

        Script target = new Script()
                .flat(100)
                .bar(100, 110, 97, 100)
                .bar(100, 104, 99, 100)
                .at(0, (v, t) -> t.buy(10).limit(98).protect(95, 105).submit());
        fills(target.run(), fill(1, 98, 10));
    }

    @Test
    void a_gap_through_a_protective_stop_is_executed_at_the_opening() {
        Script script = new Script()
                .flat(100, 100)
                .bar(90, 92, 88, 91)
                .at(0, (v, t) -> t.buy(10).protect(95, 105).submit());

        fills(script.run(), fill(1, 100, 10), fill(2, 90, -10));
    }

    @Test
    void a_position_closed_otherwise_leaves_no_protection_behind() {
        Script script = new Script()
                .flat(100, 100, 100)
                .bar(90, 90, 80, 85)
                .at(0, (v, t) -> t.buy(10).protect(95, 105).submit())
                .at(1, (v, t) -> t.moveTo(0));

        fills(script.run(), fill(1, 100, 10), fill(2, 100, -10));
    }

    @Test
    void an_order_takes_its_share_of_the_volume_and_waits_for_the_rest() {
        Script script = new Script().bar(100, 100, 100, 100, 1000).bar(100, 100, 100, 100, 1000);
        script.bar(101, 101, 101, 101, 700).bar(102, 102, 102, 102, 1e6);

        fills(script.at(0, (v, t) -> t.buy(250).submit()).run(), fill(1, 100, 100), fill(2, 101, 70), fill(3, 102, 80));
    }

    @Test
    void all_orders_of_a_symbol_share_the_volume_of_a_bar() {
        Script script = new Script().flat(100).bar(100, 100, 100, 100, 1000).at(0, (v, t) -> {
            t.buy(60).submit();
            t.buy(60).submit();
        });

        fills(script.run(), fill(1, 100, 60), fill(1, 100, 40));
    }

    @Test
    void nothing_is_executed_without_a_bar_or_without_volume() {
        Script script =
                new Script().flat(100).nothing(3).bar(100, 100, 100, 100, 0).bar(101, 101, 101, 101, Double.NaN);
        script.flat(102);

        fills(script.at(0, (v, t) -> t.buy(10).submit()).run(), fill(6, 102, 10));
    }

    @Test
    void an_order_for_now_lapses_with_the_first_bar() {
        Script some = new Script().flat(100).bar(100, 100, 100, 100, 500).flat(100);
        PortfolioResult part = some.at(
                        0,
                        (v, t) -> t.buy(80)
                                .inForce(TimeInForce.IMMEDIATE_OR_CANCEL)
                                .submit())
                .run();
        fills(part, fill(1, 100, 50));
        assertThat(part.refusals())
                .extracting(Refusal::reason, Refusal::quantity)
                .containsExactly(tuple(Refusal.Reason.NOT_AT_ONCE, 30.0));

        Script all = new Script().flat(100).bar(100, 100, 100, 100, 500).flat(100);
        PortfolioResult none = all.at(
                        0, (v, t) -> t.buy(80).inForce(TimeInForce.FILL_OR_KILL).submit())
                .run();
        fills(none);
        assertThat(none.refusals()).extracting(Refusal::reason).containsExactly(Refusal.Reason.NOT_AT_ONCE);
    }

    @Test
    void an_order_of_the_day_ends_with_its_session_also_when_that_closes_early() {
        // The day after Thanksgiving 2025 closes at 13:00 in New York, which is 18:00 UTC.
        long close = UtcMicros.of(Instant.parse("2025-11-28T18:00:00Z"));
        int last = (int) ((close - Script.FIRST) / 60_000_000L);
        Script script = new Script()
                .calendar(TradingCalendars.usEquities())
                .nothing(last - 1)
                .flat(100, 100, 90, 90);

        PortfolioResult result = script.at(
                        last - 1,
                        (v, t) -> t.buy(10).limit(95).inForce(TimeInForce.DAY).submit())
                .run();
        fills(result);
        assertThat(result.refusals()).extracting(Refusal::reason).containsExactly(Refusal.Reason.EXPIRED);
    }

    @Test
    void an_order_on_close_is_executed_in_the_last_bar_of_an_early_close_and_outside_of_sessions_nothing_is() {
        long close = UtcMicros.of(Instant.parse("2025-11-28T18:00:00Z"));
        int last = (int) ((close - Script.FIRST) / 60_000_000L);
        Script script = new Script()
                .calendar(TradingCalendars.usEquities())
                .nothing(last - 2)
                .flat(100, 101);
        script.bar(102, 104, 101, 103).flat(105, 106);

        PortfolioResult result = script.at(last - 2, (v, t) -> {
                    t.buy(10).onClose().submit();
                    t.buy(5).limit(102.5).onClose().submit();
                })
                .at(last, (v, t) -> t.buy(1).submit())
                .run();
        fills(result, fill(last, 103, 10));
        assertThat(result.refusals())
                .extracting(Refusal::reason)
                .containsExactlyInAnyOrder(Refusal.Reason.EXPIRED, Refusal.Reason.END_OF_DATA);
    }

    @Test
    void an_order_on_close_lapses_when_the_last_bar_is_missing() {
        long close = UtcMicros.of(Instant.parse("2025-11-28T18:00:00Z"));
        int last = (int) ((close - Script.FIRST) / 60_000_000L);
        Script script = new Script()
                .calendar(TradingCalendars.usEquities())
                .nothing(last - 2)
                .flat(100, 101);
        script.nothing(3 * 24 * 60).flat(100);

        PortfolioResult result =
                script.at(last - 2, (v, t) -> t.buy(10).onClose().submit()).run();
        fills(result);
        assertThat(result.refusals()).extracting(Refusal::reason).containsExactly(Refusal.Reason.EXPIRED);
    }

    @Test
    void an_order_stands_to_its_date() {
        Script script = new Script().flat(100, 100, 90, 90);

        fills(script.at(
                        0,
                        (v, t) -> t.buy(1).limit(95).goodTill(Script.minute(1)).submit())
                .run());
        Script longer = new Script().flat(100, 100, 90, 90);
        fills(
                longer.at(
                                0,
                                (v, t) -> t.buy(1)
                                        .limit(95)
                                        .goodTill(Script.minute(2))
                                        .submit())
                        .run(),
                fill(2, 90, 1));
    }

    @Test
    void a_cancelled_order_is_gone_and_no_refusal() {
        Script script = new Script()
                .flat(100, 100, 90)
                .at(0, (v, t) -> t.buy(1).limit(95).submit());
        PortfolioResult result = script.at(1, (v, t) -> {
                    assertThat(t.stands(1)).isTrue();
                    t.cancel(1);
                    assertThat(t.stands(1)).isFalse();
                })
                .run();

        fills(result);
        assertThat(result.refusals()).isEmpty();
    }

    @Test
    void a_bar_of_which_only_the_last_price_is_known_has_no_other() {
        Script script = new Script().flat(100).bar(Double.NaN, Double.NaN, Double.NaN, 97);

        fills(
                script.at(0, (v, t) -> {
                            t.buy(1).submit();
                            t.sell(2).stop(98).submit();
                        })
                        .run(),
                fill(1, 97, 1),
                fill(1, 97, -2));
    }

    @Test
    void what_cannot_be_an_order_is_refused_with_its_reason() {
        Script script = new Script().flat(100, 100).at(0, (v, t) -> {
            assertThat(t.buy(0.4).submit()).isZero();
            t.buy(Double.NaN);
        });

        assertThatThrownBy(script::run)
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("engine.bad-order"))
                .hasMessageContaining("SPY");
    }
}
