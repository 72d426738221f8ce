package dev.barque.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReturnSampleTest {
    private static final long SEED = Long.getLong("barque.test.seed", 1);

    @Test
    void the_median_is_that_of_the_sorted_values() {
        for (long seed = SEED; seed < SEED + 2_000; seed++) {
            Random random = new Random(seed * 0x9E3779B97F4A7C15L);
            double[] values = new double[1 + random.nextInt(60)];
            // Few different values now and then: many are equal.
            int kinds = random.nextBoolean() ? 4 : 1_000_000;
            Arrays.setAll(values, i -> random.nextInt(kinds) / 7.0 - 1);
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double middle = sorted[(values.length - 1) / 2];
            double other = sorted[values.length / 2];

            assertThat(ReturnSample.median(values.clone(), values.length))
                    .as("repeat with -Dbarque.test.seed=" + seed)
                    .isEqualTo(middle + (other - middle) / 2);
        }
    }

    @Test
    void the_scale_is_the_median_deviation_and_the_mean_one_where_half_of_them_are_none() {
        ReturnSample sample = new ReturnSample();
        for (double value : new double[] {1, 2, 3, 4, 100}) {
            sample.add(0, value);
        }
        sample.measure();
        assertThat(sample.middle()).isEqualTo(3);
        assertThat(sample.scale()).isEqualTo(1.4826);

        sample.clear();
        for (double value : new double[] {0, 0, 0, 0, 5}) {
            sample.add(0, value);
        }
        sample.measure();
        assertThat(sample.scale()).isEqualTo(1.2533);
    }
}
