package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.backtest.execution.FeeModel;
import dev.barque.core.error.BarqueException;
import dev.barque.testkit.internal.Seeds;
import dev.barque.testkit.internal.parts.AnyExecution;
import dev.barque.testkit.internal.parts.Pure;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every {@link FeeModel} does. Extend it in the tests of yours. */
public abstract class FeeModelConformance {
    /** For subclasses. */
    protected FeeModelConformance() {}

    /** The model. */
    protected abstract FeeModel model();

    /** Whether it may pay for orders. */
    protected boolean paysRebates() {
        return false;
    }

    @Test
    void it_has_a_name_that_stays_the_same() {
        assertThat(model().id()).isNotBlank().isEqualTo(model().id());
    }

    @Test
    void it_is_a_number_and_pays_nothing_unless_it_says_so() {
        FeeModel model = model();
        AnyExecution execution = AnyExecution.usual();
        for (long seed : Seeds.seeds(20)) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 500; i++) {
                double fee = model.fee(execution.draw(random), random.nextInt(2) * random.nextDouble());
                assertThat(Double.isFinite(fee) && (fee >= 0 || paysRebates()))
                        .as("%s for %s, %s", fee, execution, Seeds.repeat(seed))
                        .isTrue();
            }
        }
    }

    @Test
    void a_size_that_is_not_known_is_refused_or_no_cheaper_than_a_usual_one() {
        FeeModel model = model();
        double usual = model.fee(AnyExecution.usual(), 0);
        double fee;
        try {
            fee = model.fee(AnyExecution.usual().without(1), 0);
        } catch (BarqueException refused) {
            assertThat(refused.code()).isNotBlank();
            return;
        }
        assertThat(fee).isGreaterThanOrEqualTo(usual);
    }

    @Test
    void more_shares_cost_no_less() {
        FeeModel model = model();
        AnyExecution execution = AnyExecution.usual();
        for (long seed : Seeds.seeds(20)) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 200 && !paysRebates(); i++) {
                double shares = execution.draw(random).quantity();
                double small = model.fee(execution, 0);
                double large = model.fee(execution.shares(shares * (1 + 9 * random.nextDouble())), 0);
                assertThat(large)
                        .as("%s after %s shares, %s", execution, shares, Seeds.repeat(seed))
                        .isGreaterThanOrEqualTo(small * (1 - 1e-12));
            }
        }
    }

    @Test
    void an_order_that_is_filled_in_parts_costs_no_less_than_in_one() {
        FeeModel model = model();
        AnyExecution execution = AnyExecution.usual();
        for (long seed : Seeds.seeds(20)) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 200 && !paysRebates(); i++) {
                // Parts worth 1,000 and more, so that no maximum in the value of a fill hides the minimum of the order.
                double shares = Math.signum(execution.draw(random).quantity()) * (200 + random.nextInt(1_000_000));
                execution.at(10 + 100 * random.nextDouble());
                double whole = model.fee(execution.shares(shares), 0);
                double first = model.fee(execution.shares(shares / 2), 0);
                assertThat(first + model.fee(execution, first))
                        .as("two halves of %s shares of %s, %s", shares, execution, Seeds.repeat(seed))
                        .isGreaterThanOrEqualTo(whole * (1 - 1e-12));
            }
        }
    }

    @Test
    void its_answer_depends_on_the_execution_alone() {
        FeeModel model = model();
        Pure.assertSameAnswers(execution -> model.fee(execution, 0));
    }

    @Test
    void it_leaves_no_garbage() {
        FeeModel model = model();
        Pure.assertNoAllocation(execution -> model.fee(execution, 0));
    }
}
