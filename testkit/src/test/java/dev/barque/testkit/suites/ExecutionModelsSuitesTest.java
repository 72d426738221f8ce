package dev.barque.testkit.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.backtest.execution.BorrowModel;
import dev.barque.backtest.execution.Execution;
import dev.barque.backtest.execution.FeeModel;
import dev.barque.backtest.execution.FeeModels;
import dev.barque.backtest.execution.SlippageModel;
import dev.barque.core.market.Symbol;
import dev.barque.testkit.BorrowModelConformance;
import dev.barque.testkit.FeeModelConformance;
import dev.barque.testkit.SlippageModelConformance;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The suites are tested too: each planted fault is caught by the test that is meant for it. */
class ExecutionModelsSuitesTest {
    private static final FeeModel FIVE_BPS = FeeModels.bps(5, 1);

    private static ToDoubleFunction<Execution> cost = e -> 0;
    private static FeeModel fee = FeeModels.none();
    private static ToDoubleFunction<Symbol> rate = s -> 0;
    private static double kept;

    @Test
    void a_model_that_pays_for_trading_is_caught() {
        assertSlippageFails(
                e -> e.quantity() < 0 ? -0.01 : 0.01, "it_pays_nobody_for_trading_and_takes_no_more_than_the_price");
    }

    @Test
    void a_model_that_hands_the_unknown_on_is_caught() {
        assertSlippageFails(
                e -> e.price() * Math.min(1, e.dailyVolatility()),
                "it_pays_nobody_for_trading_and_takes_no_more_than_the_price");
    }

    @Test
    void a_model_to_which_the_unknown_is_cheap_is_caught() {
        assertSlippageFails(
                e -> Double.isNaN(e.amihud()) ? 0 : e.price() * 1e-4,
                "what_is_not_known_is_never_cheaper_than_a_usual_market");
    }

    @Test
    void a_model_that_gives_discounts_for_size_is_caught() {
        assertSlippageFails(
                e -> e.price() * (Double.isNaN(e.quantity()) ? 0.1 : 0.01 / (1 + Math.abs(e.quantity()))),
                "a_larger_order_pays_no_less_for_a_share");
    }

    @Test
    void a_model_that_remembers_is_caught() {
        assertSlippageFails(
                e -> {
                    double before = kept;
                    kept = e.price() * 1e-4;
                    return Math.min(before, e.price());
                },
                "its_answer_depends_on_the_execution_alone");
    }

    @Test
    void a_model_that_leaves_garbage_is_caught() {
        assertSlippageFails(e -> Double.parseDouble(Double.toString(e.price())) * 1e-4, "it_leaves_no_garbage");
    }

    @Test
    void fees_that_pay_that_are_free_for_the_unknown_or_cheaper_in_parts_are_caught() {
        fee = fee((e, before) -> Math.abs(e.quantity()) * -0.001);
        assertThat(SuiteRun.of(Fees.class).failed()).contains("it_is_a_number_and_pays_nothing_unless_it_says_so");

        fee = fee((e, before) -> Double.isNaN(e.quantity()) ? 0 : 1 + Math.abs(e.quantity()));
        assertThat(SuiteRun.of(Fees.class).failed())
                .containsExactly("a_size_that_is_not_known_is_refused_or_no_cheaper_than_a_usual_one");

        fee = fee((e, before) -> before > 0 ? 0 : FIVE_BPS.fee(e, 0));
        assertThat(SuiteRun.of(Fees.class).failed())
                .containsExactly("an_order_that_is_filled_in_parts_costs_no_less_than_in_one");
    }

    @Test
    void borrowing_without_a_rate_or_with_pay_is_caught() {
        rate = s -> s.value().equals("SPY") ? 0.01 : Double.NaN;
        assertThat(SuiteRun.of(Borrow.class).failed())
                .contains("every_symbol_has_a_rate_at_every_time_and_nobody_is_paid_for_borrowing");
        rate = s -> -0.01;
        assertThat(SuiteRun.of(Borrow.class).failed())
                .containsExactly("every_symbol_has_a_rate_at_every_time_and_nobody_is_paid_for_borrowing");
    }

    private static void assertSlippageFails(ToDoubleFunction<Execution> planted, String... tests) {
        cost = planted;
        assertThat(SuiteRun.of(Slippage.class).failed()).contains(tests);
    }

    private interface Fee {
        double of(Execution execution, double chargedBefore);
    }

    private static FeeModel fee(Fee fee) {
        return new FeeModel() {
            @Override
            public String id() {
                return "planted";
            }

            @Override
            public double fee(Execution execution, double chargedBefore) {
                return fee.of(execution, chargedBefore);
            }
        };
    }

    static class Slippage extends SlippageModelConformance {
        @Override
        protected SlippageModel model() {
            return new SlippageModel() {
                @Override
                public String id() {
                    return "planted";
                }

                @Override
                public double perUnit(Execution execution) {
                    return cost.applyAsDouble(execution);
                }
            };
        }
    }

    static class Fees extends FeeModelConformance {
        @Override
        protected FeeModel model() {
            return fee;
        }
    }

    static class Borrow extends BorrowModelConformance {
        @Override
        protected BorrowModel model() {
            return new BorrowModel() {
                @Override
                public String id() {
                    return "planted";
                }

                @Override
                public double annualRate(Symbol symbol, long timeMicros) {
                    return rate.applyAsDouble(symbol);
                }
            };
        }
    }
}
