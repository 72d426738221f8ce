package dev.barque.backtest.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.barque.backtest.execution.BorrowModel;
import dev.barque.backtest.execution.Execution;
import dev.barque.backtest.execution.FeeModel;
import dev.barque.backtest.execution.FixedSlippage;
import dev.barque.backtest.execution.PermanentImpact;
import dev.barque.core.error.BarqueException;
import dev.barque.core.market.Symbol;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Cash, positions, margin, and what changes them without an order. */
class AccountTest {
    private static final Offset<Double> EXACT = within(1e-9);

    private static final FeeModel CENT_A_SHARE = new FeeModel() {
        @Override
        public String id() {
            return "cent";
        }

        @Override
        public double fee(Execution execution, double chargedBefore) {
            return Math.max(1 - chargedBefore, 0.01 * Math.abs(execution.quantity()));
        }
    };

    @Test
    void a_round_trip_is_its_price_change_less_its_costs() {
        PortfolioResult result = new Script()
                .flat(100, 100, 110, 110)
                .with(b -> b.slippage(new FixedSlippage(10)).fees(CENT_A_SHARE))
                .at(0, (v, t) -> t.buy(500).submit())
                .at(1, (v, t) -> t.sell(500).submit())
                .run();
        RoundTrip trip = result.roundTrips().get(0);

        assertThat(trip.gross()).isCloseTo(5000, EXACT);
        assertThat(trip.slippage()).isCloseTo(500 * (0.10 + 0.11), EXACT);
        assertThat(trip.fees()).isCloseTo(10, EXACT);
        assertThat(trip.net()).isCloseTo(5000 - 105 - 10, EXACT);
        assertThat(trip.entryPrice()).isCloseTo(100.1, EXACT);
        assertThat(trip.exitPrice()).isCloseTo(109.89, EXACT);
        assertThat(trip.barsHeld()).isEqualTo(1);
        assertThat(result.summary().net()).isCloseTo(trip.net(), EXACT);
        assertThat(result.summary().open()).isEmpty();
    }

    private static final PermanentImpact ONE_PER_CENT = new PermanentImpact() {
        @Override
        public String id() {
            return "one-per-cent";
        }

        @Override
        public double shift(Execution execution) {
            return 0.01;
        }
    };

    @Test
    void an_execution_moves_marks_and_later_fills_and_pays_half_of_its_own_move() {
        PortfolioResult result = new Script()
                .flat(100, 100, 100, 100)
                .with(b -> b.impact(ONE_PER_CENT))
                .at(0, (v, t) -> t.buy(100).submit())
                .at(1, (v, t) -> {
                    assertThat(v.displacement()).isCloseTo(1.01, EXACT);
                    assertThat(v.close()).isCloseTo(101, EXACT);
                    t.sell(100).submit();
                })
                .run();

        // Bought at 100 + 0.5, marked at 101; sold at 101 - 0.505, marked at 101 * 0.99.
        assertThat(result.fills())
                .extracting(OrderFill::reference)
                .allSatisfy(p -> assertThat(p).isCloseTo(100, EXACT));
        assertThat(result.fills().get(0).price()).isCloseTo(100.5, EXACT);
        assertThat(result.fills().get(0).impact()).isCloseTo(50, EXACT);
        assertThat(result.equity().equity(1)).isCloseTo(100_000 - 10_050 + 10_100, EXACT);
        assertThat(result.fills().get(1).price()).isCloseTo(100.495, EXACT);
        assertThat(result.fills().get(1).impact()).isCloseTo(-49.5, EXACT);
        RoundTrip trip = result.roundTrips().get(0);
        assertThat(trip.gross()).isCloseTo(0, EXACT);
        assertThat(trip.impact()).isCloseTo(0.5, EXACT);
        assertThat(result.summary().impact()).isCloseTo(0.5, EXACT);
        assertThat(result.summary().net()).isCloseTo(-0.5, EXACT);
        assertThat(result.rules()).anyMatch(rule -> rule.startsWith("Permanent impact: one-per-cent moves"));
    }

    @Test
    void a_limit_that_the_market_comes_to_moves_nothing_and_impact_never_oversteps_a_limit() {
        PortfolioResult result = new Script()
                .flat(100)
                .bar(100, 100, 98, 100)
                .flat(100, 100)
                .with(b -> b.impact(ONE_PER_CENT).slippage(new FixedSlippage(10)))
                .at(0, (v, t) -> t.buy(100).limit(99).submit())
                .at(1, (v, t) -> {
                    assertThat(v.displacement()).isEqualTo(1);
                    t.buy(100).limit(100.2).submit();
                })
                .run();

        assertThat(result.fills()).extracting(OrderFill::price).containsExactly(99.0, 100.2);
        assertThat(result.fills().get(1).slippage()).isCloseTo(0, EXACT);
        assertThat(result.fills().get(1).impact()).isCloseTo(20, within(1e-6));
    }

    @Test
    void without_a_model_nothing_is_moved_and_no_rule_speaks_of_it() {
        PortfolioResult result = new Script()
                .flat(100, 100, 100)
                .at(0, (v, t) -> t.buy(100).submit())
                .run();

        assertThat(result.summary().impact()).isZero();
        assertThat(result.rules()).noneMatch(rule -> rule.contains("ermanent impact"));
    }

    @Test
    void an_impact_that_takes_the_whole_price_ends_the_run_with_an_error_that_names_the_model() {
        PermanentImpact all = new PermanentImpact() {
            @Override
            public String id() {
                return "all";
            }

            @Override
            public double shift(Execution execution) {
                return 1;
            }
        };
        Script script = new Script()
                .flat(100, 100, 100)
                .with(b -> b.impact(all))
                .at(0, (v, t) -> t.sell(100).submit());

        assertThatThrownBy(script::run).isInstanceOf(BarqueException.class).hasMessageContaining("impact model 'all'");
    }

    @Test
    void a_fee_model_is_told_what_the_order_was_charged_before() {
        Script script = new Script().flat(100).bar(100, 100, 100, 100, 200).bar(100, 100, 100, 100, 200);
        PortfolioResult result = script.with(b -> b.fees(CENT_A_SHARE))
                .at(0, (v, t) -> t.buy(40).submit())
                .run();

        assertThat(result.fills()).extracting(OrderFill::fee).containsExactly(1.0, 0.2);
    }

    @Test
    void an_order_through_zero_closes_one_round_trip_and_opens_another() {
        PortfolioResult result = new Script()
                .flat(100, 100, 110, 105)
                .at(0, (v, t) -> t.buy(100).submit())
                .at(1, (v, t) -> t.moveTo(-50))
                .at(2, (v, t) -> t.moveTo(0))
                .run();

        assertThat(result.roundTrips()).extracting(RoundTrip::net).containsExactly(1000.0, 250.0);
        assertThat(result.roundTrips()).extracting(RoundTrip::quantity).containsExactly(100.0, 50.0);
    }

    @Test
    void what_is_not_affordable_is_refused_and_says_why() {
        PortfolioResult result = new Script()
                .flat(100, 100)
                .with(b -> b.margin(Margin.regulationT()))
                .at(0, (v, t) -> {
                    t.buy(2000).submit();
                    t.buy(1).submit();
                })
                .run();

        assertThat(result.fills()).hasSize(1);
        assertThat(result.refusals()).hasSize(1);
        assertThat(result.refusals().get(0).reason()).isEqualTo(Refusal.Reason.MARGIN);
        assertThat(result.refusals().get(0).detail())
                .contains("200100")
                .contains("100050")
                .contains("100000");
    }

    @Test
    void a_cash_account_sells_what_it_has_and_nothing_else() {
        PortfolioResult result = new Script()
                .flat(100, 100, 100)
                .with(b -> b.margin(Margin.cash()))
                .at(0, (v, t) -> t.buy(10).submit())
                .at(1, (v, t) -> t.sell(11).submit())
                .run();

        assertThat(result.fills()).hasSize(1);
        assertThat(result.refusals()).extracting(Refusal::reason).containsExactly(Refusal.Reason.SHORT_SALE);
    }

    @Test
    void a_margin_call_cancels_and_closes_everything_at_the_next_bars() {
        // Long 2,000 at 100 with an equity of 100,000: at 65, 30,000 are left of 130,000, below a quarter.
        PortfolioResult result = new Script()
                .flat(100, 100, 65, 64, 70, 70)
                .at(0, (v, t) -> t.buy(2000).submit())
                .at(1, (v, t) -> t.buy(1).limit(50).submit())
                .at(2, (v, t) -> t.buy(10).submit())
                .at(4, (v, t) -> t.buy(1).submit())
                .run();

        assertThat(result.summary().marginCalls()).isEqualTo(1);
        assertThat(result.refusals())
                .extracting(Refusal::reason, Refusal::quantity)
                .containsExactly(tuple(Refusal.Reason.MARGIN_CALL, 1.0), tuple(Refusal.Reason.MARGIN_CALL, 10.0));
        assertThat(result.fills())
                .extracting(OrderFill::price, OrderFill::quantity, OrderFill::cause)
                .containsExactly(
                        tuple(100.0, 2000.0, OrderCause.STRATEGY),
                        tuple(64.0, -2000.0, OrderCause.MARGIN_CALL),
                        tuple(70.0, 1.0, OrderCause.STRATEGY));
    }

    @Test
    void a_short_position_pays_for_borrowing_from_bar_to_bar() {
        BorrowModel dear = new BorrowModel() {
            @Override
            public String id() {
                return "dear";
            }

            @Override
            public double annualRate(Symbol symbol, long timeMicros) {
                return 0.365;
            }
        };
        Script script = new Script().flat(100, 100).nothing(24 * 60 - 1).flat(110, 110);
        PortfolioResult result = script.with(b -> b.borrow(dear))
                .at(0, (v, t) -> t.sell(100).submit())
                .run();

        // A day at 0.1 % of 10,000, and a minute at 0.1 % of 11,000 a day.
        assertThat(result.summary().borrow()).isCloseTo(10 + 11 / 1440.0, EXACT);
        assertThat(result.summary().net()).isCloseTo(-1000 - 10 - 11 / 1440.0, EXACT);
    }

    @Test
    void a_split_changes_shares_prices_and_standing_orders_and_nothing_of_value() {
        Script script = new Script().flat(100, 100, 100).flat(25, 25).bar(25, 27, 25, 26);
        PortfolioResult result = script.with(
                        b -> b.actions(List.of(new CorporateAction.Split(Script.SPY, Script.minute(2), 4))))
                .at(0, (v, t) -> t.buy(10).protect(Double.NaN, 105).submit())
                .run();

        assertThat(result.equity().equity(3)).isEqualTo(100_000);
        assertThat(result.fills()).extracting(OrderFill::quantity).containsExactly(10.0, -40.0);
        assertThat(result.roundTrips().get(0).exitPrice()).isEqualTo(26.25);
        assertThat(result.roundTrips().get(0).entryPrice()).isEqualTo(25);
        assertThat(result.roundTrips().get(0).net()).isCloseTo(50, EXACT);
    }

    @Test
    void what_a_reverse_split_leaves_of_a_lot_is_paid_in_cash() {
        PortfolioResult result = new Script()
                .flat(10, 10, 10, 100)
                .with(b -> b.actions(List.of(new CorporateAction.Split(Script.SPY, Script.minute(2), 0.1))))
                .at(0, (v, t) -> t.buy(25).submit())
                .run();

        assertThat(result.equity().equity(3)).isCloseTo(100_000, EXACT);
        assertThat(result.summary().open().get(0).quantity()).isEqualTo(2);
        assertThat(result.summary().cash()).isCloseTo(100_000 - 200, EXACT);
        assertThat(result.fills()).extracting(OrderFill::cause).containsExactly(OrderCause.STRATEGY, OrderCause.SPLIT);
    }

    @Test
    void a_dividend_is_received_by_longs_and_paid_by_shorts() {
        Script script = new Script().flat(100, 100, 99).of("QQQ").flat(50, 50, 50);
        PortfolioResult result = script.with(b -> b.actions(List.of(
                        new CorporateAction.CashDividend(Script.SPY, Script.minute(1), 1),
                        new CorporateAction.CashDividend(Symbol.of("QQQ"), Script.minute(1), 0.5))))
                .at(0, (v, t) -> {
                    t.buy(100).submit();
                    t.on(0).sell(10).submit();
                })
                .run();

        assertThat(result.summary().dividends()).isCloseTo(100 - 5, EXACT);
        assertThat(result.equity().equity(2)).isCloseTo(100_000 - 100 + 100 - 5, EXACT);
    }

    @Test
    void a_strategy_sees_the_account_after_all_fills_of_the_instant() {
        Script script = new Script().flat(100, 101).of("QQQ").flat(50, 51);
        script.at("QQQ", 0, (v, t) -> {
                    t.buy(10).submit();
                    t.on(1).buy(20).submit();
                })
                .at("QQQ", 1, (v, t) -> {
                    assertThat(v.position()).isEqualTo(10);
                    assertThat(v.position(1)).isEqualTo(20);
                    assertThat(v.exposure()).isEqualTo(10 * 51 + 20 * 101);
                    assertThat(v.cash()).isEqualTo(100_000 - v.exposure());
                    assertThat(v.equity()).isEqualTo(100_000);
                })
                .run();
        assertThat(script.heard).hasSize(2);
    }

    @Test
    void a_ticket_is_of_no_use_outside_of_a_bar() {
        Ticket[] kept = new Ticket[1];
        Script script = new Script().flat(100).at(0, (v, t) -> kept[0] = t);
        script.run();

        assertThatThrownBy(() -> kept[0].buy(1))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("engine.closed-ticket"));
    }

    @Test
    void a_strategy_that_fails_is_named_with_the_bar() {
        Script script = new Script().flat(100).at(0, (v, t) -> {
            throw new IllegalStateException("no idea");
        });

        assertThatThrownBy(script::run)
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("engine.strategy-failed"))
                .hasMessageContaining("'script'")
                .hasMessageContaining("2025-10-24T13:31:00Z")
                .hasMessageContaining("no idea");
    }

    @Test
    void a_bar_that_comes_twice_ends_the_run() {
        assertThatThrownBy(() -> new Script().flat(100).nothing(-1).flat(100).run())
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("engine.bar-not-newer"));
    }

    @Test
    void the_rules_are_named_in_the_result() {
        List<String> rules = new Script().flat(100).run().rules();

        assertThat(rules).anyMatch(r -> r.contains("A stop and a target in one bar: the stop."));
        assertThat(rules).anyMatch(r -> r.contains("at most 10 % of the volume"));
        assertThat(rules).anyMatch(r -> r.contains("Slippage: none"));
    }
}
