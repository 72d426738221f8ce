package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.backtest.execution.SlippageModel;
import dev.barque.testkit.internal.Seeds;
import dev.barque.testkit.internal.parts.AnyExecution;
import dev.barque.testkit.internal.parts.Pure;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every {@link SlippageModel} does. Extend it in the tests of yours. */
public abstract class SlippageModelConformance {
    /** For subclasses. */
    protected SlippageModelConformance() {}

    /** The model. */
    protected abstract SlippageModel model();

    /** Whether a larger order never pays less for a share in the same market. */
    protected boolean growsWithSize() {
        return true;
    }

    @Test
    void it_has_a_name_that_stays_the_same() {
        assertThat(model().id()).isNotBlank().isEqualTo(model().id());
    }

    @Test
    void it_pays_nobody_for_trading_and_takes_no_more_than_the_price() {
        SlippageModel model = model();
        AnyExecution execution = AnyExecution.usual();
        for (long seed : Seeds.seeds(20)) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 500; i++) {
                double cost = model.perUnit(execution.draw(random));
                assertThat(cost >= 0 && cost <= execution.price())
                        .as("%s for %s, %s", cost, execution, Seeds.repeat(seed))
                        .isTrue();
            }
        }
    }

    @Test
    void what_is_not_known_is_never_cheaper_than_a_usual_market() {
        SlippageModel model = model();
        double usual = model.perUnit(AnyExecution.usual());
        AnyExecution nothing = AnyExecution.usual();
        for (int input = 1; input <= AnyExecution.INPUTS; input++) {
            AnyExecution execution = AnyExecution.usual().without(input);
            assertThat(model.perUnit(execution)).as("for %s", execution).isGreaterThanOrEqualTo(usual);
            nothing.without(input);
        }
        assertThat(model.perUnit(nothing)).as("when nothing is known").isGreaterThanOrEqualTo(usual);
    }

    @Test
    void a_larger_order_pays_no_less_for_a_share() {
        SlippageModel model = model();
        AnyExecution execution = AnyExecution.usual();
        for (long seed : Seeds.seeds(20)) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 200 && growsWithSize(); i++) {
                double shares = execution.draw(random).quantity();
                double small = model.perUnit(execution);
                double large = model.perUnit(execution.shares(shares * (1 + 9 * random.nextDouble())));
                assertThat(large)
                        .as("%s after %s shares, %s", execution, shares, Seeds.repeat(seed))
                        .isGreaterThanOrEqualTo(small);
            }
        }
    }

    @Test
    void its_answer_depends_on_the_execution_alone() {
        SlippageModel model = model();
        Pure.assertSameAnswers(model::perUnit);
    }

    @Test
    void it_leaves_no_garbage() {
        SlippageModel model = model();
        Pure.assertNoAllocation(model::perUnit);
    }
}
