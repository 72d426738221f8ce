package dev.barque.agents.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BetaQuantileTest {
    @Test
    void with_whole_parameters_the_distribution_is_a_sum_of_binomial_probabilities() {
        // I_x(a, b) = sum over j from a to n of C(n, j) x^j (1-x)^(n-j), n = a + b - 1: DLMF 8.17.5.
        for (int a = 1; a <= 60; a += 7) {
            for (int b = 1; b <= 60; b += 7) {
                for (double x = 0.05; x < 1; x += 0.1) {
                    assertThat(BetaQuantile.distribution(a, b, x))
                            .as("I_%s(%s, %s)", x, a, b)
                            .isCloseTo(binomialTail(a, a + b - 1, x), within(1e-11));
                }
            }
        }
    }

    @Test
    void quantiles_that_are_known_in_closed_form_are_met() {
        assertThat(BetaQuantile.of(1, 1, 0.3)).isCloseTo(0.3, within(1e-14));
        assertThat(BetaQuantile.of(2.5, 1, 0.3)).isCloseTo(Math.pow(0.3, 1 / 2.5), within(1e-13));
        assertThat(BetaQuantile.of(1, 7, 0.3)).isCloseTo(1 - Math.pow(0.7, 1.0 / 7), within(1e-13));
        assertThat(BetaQuantile.of(0.5, 0.5, 0.25)).isCloseTo(Math.pow(Math.sin(Math.PI / 8), 2), within(1e-13));
        assertThat(BetaQuantile.of(812.5, 812.5, 0.5)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void a_quantile_gives_back_its_probability() {
        for (double probability : new double[] {0.001, 0.05, 0.5, 0.95, 0.999}) {
            double x = BetaQuantile.of(431.7, 390.2, probability);
            assertThat(BetaQuantile.distribution(431.7, 390.2, x)).isCloseTo(probability, within(1e-12));
        }
    }

    @Test
    void what_is_no_probability_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> BetaQuantile.of(1, 1, 1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> BetaQuantile.of(1, 1, Double.NaN));
    }

    private static double binomialTail(int from, int n, double x) {
        double sum = 0;
        double choose = 1;
        for (int j = 0; j <= n; j++) {
            if (j >= from) {
                sum += choose * Math.pow(x, j) * Math.pow(1 - x, n - j);
            }
            choose = choose * (n - j) / (j + 1);
        }
        return sum;
    }
}
