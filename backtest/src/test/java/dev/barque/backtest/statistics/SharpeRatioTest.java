package dev.barque.backtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.barque.core.error.BarqueException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The published examples of the papers that the formulas are from. */
class SharpeRatioTest {
    private static final double DAYS = 250;

    /** Bailey and Lopez de Prado (2014): SR 2.5 a year, skewness -3, kurtosis 10, 1,250 days, variance of trials 1/2 a year. */
    private static final SharpeRatio STRATEGY = new SharpeRatio(2.5 / Math.sqrt(DAYS), 1250, -3, 10);

    private static final double VARIANCE = 0.5 / DAYS;

    @Test
    void the_best_of_a_hundred_trials_without_an_edge_shows_what_the_paper_says() {
        assertThat(SharpeRatio.expectedMaximum(100, VARIANCE)).isCloseTo(0.1132, within(5e-5));
        assertThat(SharpeRatio.expectedMaximum(1, VARIANCE)).isZero();
    }

    @Test
    void the_deflated_ratio_is_that_of_the_paper_for_100_46_and_88_trials() {
        assertThat(STRATEGY.deflated(100, VARIANCE).value()).isCloseTo(0.9004, within(5e-5));
        assertThat(STRATEGY.deflated(46, VARIANCE).value()).isCloseTo(0.9505, within(5e-5));
        SharpeRatio normal = new SharpeRatio(2.5 / Math.sqrt(DAYS), 1250, 0, 3);
        assertThat(normal.deflated(88, VARIANCE).value()).isCloseTo(0.9505, within(5e-5));
    }

    @Test
    void the_probabilistic_ratio_is_that_of_the_paper_with_and_without_fat_tails() {
        // Bailey and Lopez de Prado (2012), section 5: two years of months, SR 0.458 a month.
        assertThat(new SharpeRatio(0.458, 24, 0, 3).probabilityAbove(0).value()).isCloseTo(0.982, within(5e-4));
        assertThat(new SharpeRatio(0.458, 24, -2.448, 10.164)
                        .probabilityAbove(0)
                        .value())
                .isCloseTo(0.913, within(5e-4));
    }

    @Test
    void the_least_length_of_a_record_is_that_of_the_paper_for_days_months_and_hedge_funds() {
        // (2012), section 7: a ratio of 2 a year above 1 at 95 %.
        assertThat(years(252, 0, 3)).isCloseTo(2.73, within(5e-3));
        assertThat(years(52, 0, 3)).isCloseTo(2.83, within(5e-3));
        assertThat(years(12, 0, 3)).isCloseTo(3.24, within(5e-3));
        assertThat(years(12, -0.72, 5.78)).isCloseTo(4.99, within(5e-3));
    }

    private static double years(double periods, double skewness, double kurtosis) {
        double root = Math.sqrt(periods);
        return new SharpeRatio(2 / root, 100, skewness, kurtosis)
                        .leastObservations(1 / root, 0.95)
                        .value()
                / periods;
    }

    @Test
    void the_expected_best_of_many_is_what_many_simulated_trials_show() {
        Noise noise = Noise.of(11);
        double sum = 0;
        int rounds = 400;
        for (int i = 0; i < rounds; i++) {
            double best = Double.NEGATIVE_INFINITY;
            for (int trial = 0; trial < 1000; trial++) {
                best = Math.max(best, noise.normal());
            }
            sum += best;
        }
        assertThat(SharpeRatio.expectedMaximum(1000, 1)).isCloseTo(sum / rounds, within(0.06));
    }

    @Test
    void a_record_of_its_least_length_is_exactly_as_sure_as_was_asked_for() {
        SharpeRatio ratio = new SharpeRatio(0.1, 500, -1.5, 9);
        double least = ratio.leastObservations(0.02, 0.95).value();
        double error = ratio.standardError() * Math.sqrt((ratio.observations() - 1) / (least - 1));
        assertThat(Normal.cdf((0.1 - 0.02) / error)).isCloseTo(0.95, within(1e-12));
        assertThat(ratio.leastObservations(0.1, 0.95).absent()).contains("not above the benchmark");
    }

    @Test
    void the_standard_error_covers_the_ratios_of_simulated_records() {
        Noise noise = Noise.of(5);
        int covered = 0;
        for (int i = 0; i < 1_000; i++) {
            SharpeRatio ratio = SharpeRatio.of(noise.returns(250, 0.1)).orElseThrow();
            covered += Math.abs(ratio.perPeriod() - 0.1) < 1.96 * ratio.standardError() ? 1 : 0;
        }
        assertThat(covered).as("of 1,000 intervals of 95 %%").isBetween(930, 970);
    }

    @Test
    void returns_that_do_not_vary_have_no_ratio() {
        double[] constant = new double[100];
        Arrays.fill(constant, 0.01);
        assertThat(SharpeRatio.of(constant)).isEmpty();
        assertThat(SharpeRatio.of(new double[] {0.1})).isEmpty();
        assertThat(SharpeRatio.of(new double[0])).isEmpty();
    }

    @Test
    void moments_that_no_sample_has_and_trials_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> new SharpeRatio(1, 10, 3, 3))
                .isInstanceOf(BarqueException.class)
                .hasMessageContaining("1 + skewness^2");
        assertThatThrownBy(() -> new SharpeRatio(Double.NaN, 10, 0, 3)).hasMessageContaining("finite");
        assertThatThrownBy(() -> new SharpeRatio(1, 1, 0, 3)).hasMessageContaining("at least 2");
        assertThatThrownBy(() -> STRATEGY.deflated(0, 1)).hasMessageContaining("trials 0");
        assertThatThrownBy(() -> STRATEGY.deflated(5, -1)).hasMessageContaining("variance of -1");
    }
}
