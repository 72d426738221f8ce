package dev.barque.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.decision.GuardVerdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardVerdictTest {
    @ParameterizedTest
    @CsvSource({"PASSED, 1", "VETOED, 0", "SHRUNK, 0.5", "SHRUNK, 4.9E-324", "SHRUNK, 0.9999999999999999"})
    void a_guard_lets_pass_shrinks_or_vetoes(Outcome outcome, double factor) {
        assertThat(new GuardVerdict("drawdown", outcome, factor, "why").sizeFactor())
                .isEqualTo(factor);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, -4.9E-324, 1.0000000000000002, Double.NaN, Double.POSITIVE_INFINITY})
    void a_guard_can_never_enlarge_or_turn_a_trade(double factor) {
        assertThatThrownBy(() -> new GuardVerdict("drawdown", Outcome.SHRUNK, factor, "why"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Guard drawdown may shrink a size, never enlarge it")
                .hasMessageContaining(String.valueOf(factor));
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void a_factor_that_denies_its_outcome_is_refused(Outcome outcome) {
        for (double factor : new double[] {0, 0.5, 1}) {
            boolean fits = factor == (outcome == Outcome.PASSED ? 1 : outcome == Outcome.VETOED ? 0 : 0.5);
            if (!fits) {
                assertThatThrownBy(() -> new GuardVerdict("size", outcome, factor, "why"))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("Guard size says " + outcome);
            }
        }
    }

    @Test
    void verdicts_of_equal_content_are_equal() {
        assertThat(new GuardVerdict("g", Outcome.VETOED, 0, "kill switch"))
                .isEqualTo(new GuardVerdict("g", Outcome.VETOED, 0, "kill switch"));
    }
}
