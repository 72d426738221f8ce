package dev.barque.backtest.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.statistics.descriptive.Kurtosis;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Skewness;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** The mathematics below the figures, held against Apache Commons Statistics and the JDK. */
class NumbersOfOthersTest {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    @Test
    void the_normal_distribution_agrees_to_the_last_digits_in_its_middle_and_its_tails() {
        for (double x = -37; x <= 37; x += 0.0173) {
            assertThat(Normal.cdf(x)).as("at %s", x).isCloseTo(NORMAL.cumulativeProbability(x), within(2e-15));
            if (x < -5) {
                double tail = NORMAL.cumulativeProbability(x);
                assertThat(Normal.cdf(x)).as("at %s", x).isCloseTo(tail, within(tail * 1e-12));
            }
        }
        assertThat(Normal.cdf(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Normal.cdf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Normal.cdf(Double.NaN)).isNaN();
    }

    @Test
    void quantiles_of_the_normal_distribution_agree() {
        for (double p : new double[] {1e-12, 1e-6, 0.001, 0.02424, 0.02426, 0.1, 0.3, 0.5, 0.77, 0.95, 0.99, 0.9999}) {
            assertThat(Normal.quantile(p))
                    .as("of %s", p)
                    .isCloseTo(NORMAL.inverseCumulativeProbability(p), within(1e-11));
        }
        assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Normal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Normal.quantile(1.5)).isNaN();
    }

    @Test
    void moments_and_quantiles_agree() {
        for (int seed = 0; seed < 50; seed++) {
            double[] values = Noise.of(seed).skewed(5 + seed * 7);
            int n = values.length;
            double g1 = Skewness.of(values).setBiased(true).getAsDouble();
            double g2 = Kurtosis.of(values).setBiased(true).getAsDouble();
            assertThat(Moments.mean(values))
                    .as("seed %d", seed)
                    .isCloseTo(Mean.of(values).getAsDouble(), within(1e-14));
            assertThat(Moments.deviation(values))
                    .as("seed %d, %d values", seed, n)
                    .isCloseTo(StandardDeviation.of(values).getAsDouble(), within(1e-14));
            assertThat(Moments.skewness(values)).as("seed %d", seed).isCloseTo(g1, within(1e-10));
            assertThat(Moments.kurtosis(values)).as("seed %d", seed).isCloseTo(g2 + 3, within(1e-9));
            double[] ascending = Moments.sorted(values);
            Quantile quantile = Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);
            for (double p : new double[] {0, 0.05, 0.31, 0.5, 0.95, 1}) {
                assertThat(Moments.quantile(ascending, p))
                        .as("seed %d, quantile %s", seed, p)
                        .isCloseTo(quantile.evaluate(values.clone(), p), within(1e-14));
            }
        }
    }

    @Test
    void lots_are_those_of_splitmix64() {
        for (long seed : new long[] {0, 1, -1, 1234567, Long.MIN_VALUE}) {
            SplittableRandom theirs = new SplittableRandom(seed);
            SeededRandom ours = new SeededRandom(seed);
            for (int i = 0; i < 1_000; i++) {
                assertThat(ours.nextLong()).as("seed %d, number %d", seed, i).isEqualTo(theirs.nextLong());
            }
        }
    }

    @Test
    void each_number_below_a_bound_is_drawn_as_often_as_the_others() {
        SeededRandom random = new SeededRandom(7);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[random.nextInt(7)]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - 10_000.0) * (count - 10_000.0) / 10_000;
        }
        assertThat(chiSquare).as("6 degrees of freedom, 99.9 %% quantile 22.46").isLessThan(22.46);
    }
}
