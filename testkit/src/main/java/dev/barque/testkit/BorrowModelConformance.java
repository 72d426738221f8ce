package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.backtest.execution.BorrowModel;
import dev.barque.testkit.internal.Seeds;
import dev.barque.testkit.internal.parts.AnyExecution;
import dev.barque.testkit.internal.parts.Pure;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What every {@link BorrowModel} does. Extend it in the tests of yours. */
public abstract class BorrowModelConformance {
    /** For subclasses. */
    protected BorrowModelConformance() {}

    /** The model. */
    protected abstract BorrowModel model();

    @Test
    void it_has_a_name_that_stays_the_same() {
        assertThat(model().id()).isNotBlank().isEqualTo(model().id());
    }

    @Test
    void every_symbol_has_a_rate_at_every_time_and_nobody_is_paid_for_borrowing() {
        BorrowModel model = model();
        AnyExecution execution = AnyExecution.usual();
        for (long seed : Seeds.seeds(20)) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 500; i++) {
                execution.draw(random);
                double rate = model.annualRate(execution.symbol(), execution.timeMicros());
                assertThat(rate >= 0 && rate < Double.POSITIVE_INFINITY)
                        .as("%s for %s, %s", rate, execution, Seeds.repeat(seed))
                        .isTrue();
            }
        }
    }

    @Test
    void its_answer_depends_on_symbol_and_time_alone() {
        BorrowModel model = model();
        Pure.assertSameAnswers(execution -> model.annualRate(execution.symbol(), execution.timeMicros()));
    }

    @Test
    void it_leaves_no_garbage() {
        BorrowModel model = model();
        Pure.assertNoAllocation(execution -> model.annualRate(execution.symbol(), execution.timeMicros()));
    }
}
