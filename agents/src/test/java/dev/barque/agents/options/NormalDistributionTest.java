package dev.barque.agents.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

/** Against the nearest doubles to values from arithmetic of 40 digits (mpmath: ncdf, and exp(x^2) erfc(x)). */
class NormalDistributionTest {
    private static final double[][] CUMULATIVE = {
        {-37, 5.725571222524577e-300},
        {-20, 2.7536241186062337e-89},
        {-8.5, 9.479534822203318e-18},
        {-5, 2.866515718791939e-7},
        {-3, 0.0013498980316300946},
        {-1.2, 0.11506967022170828},
        {-0.66, 0.25462691467133614},
        {-0.5, 0.3085375387259869},
        {0, 0.5},
        {0.3, 0.6179114221889527},
        {0.66, 0.7453730853286639},
        {1, 0.8413447460685429},
        {2.5, 0.9937903346742238},
        {5, 0.9999997133484281},
        {7.9, 0.9999999999999986}
    };

    private static final double[][] SCALED = {
        {0, 1},
        {0.1, 0.8964569799691267},
        {0.46, 0.636787383832713},
        {0.47, 0.6314005166600343},
        {1, 0.427583576155807},
        {3, 0.17900115118138996},
        {4, 0.13699945762506138},
        {4.1, 0.133834116418652},
        {10, 0.05614099274382259},
        {100, 0.005641613782989433},
        {1e6, 5.641895835474742e-7}
    };

    @Test
    void probabilities_are_right_to_the_last_digits_also_in_the_far_tail() {
        for (double[] known : CUMULATIVE) {
            assertThat(NormalDistribution.cumulative(known[0]))
                    .as("N(%s)", known[0])
                    // A last digit of x is worth x^2 last digits of the tail.
                    .isCloseTo(known[1], withinPercentage(5e-14 * (1 + known[0] * known[0])));
        }
    }

    @Test
    void the_scaled_tail_is_right_to_the_last_digits() {
        for (double[] known : SCALED) {
            assertThat(NormalDistribution.scaledComplementaryError(known[0]))
                    .as("erfcx(%s)", known[0])
                    .isCloseTo(known[1], withinPercentage(1e-13));
        }
    }

    @Test
    void nothing_lies_beyond_infinity() {
        assertThat(NormalDistribution.cumulative(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(NormalDistribution.cumulative(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(NormalDistribution.cumulative(Double.NaN)).isNaN();
    }
}
