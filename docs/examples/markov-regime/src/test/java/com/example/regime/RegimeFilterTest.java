package com.example.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RegimeFilterTest {
    private final RegimeFilter filter = new RegimeFilter(0.25, 0.97);

    @Test
    void two_steps_by_hand() {
        // m = 0.5; odds = exp(2 * 0.25 * 1) = 1.6487212707; x = 0.5 * odds / (0.5 * odds + 0.5)
        double first = filter.updated(RegimeFilter.unknown(), 1);
        assertEquals(0.6224593312018546, first, 1e-15);
        // m = 0.97 x + 0.03 (1 - x) = 0.6151117713; odds = exp(-0.5 * 0.5) = 0.7788007831
        assertEquals(0.5544954191788144, filter.updated(first, -0.5), 1e-15);
    }

    @Test
    void it_agrees_with_the_equations_of_the_book_in_their_own_form() {
        Random random = new Random(1);
        double up = RegimeFilter.unknown();
        double[] state = {0.5, 0.5};
        double p = filter.persistence();
        for (int t = 0; t < 1_000; t++) {
            // Up to four deviations, beyond which the filter goes its own way.
            double z = Math.max(-4, Math.min(4, 1.2 * random.nextGaussian()));
            double[] predicted = {p * state[0] + (1 - p) * state[1], (1 - p) * state[0] + p * state[1]};
            double[] joint = {predicted[0] * density(z - 0.25), predicted[1] * density(z + 0.25)};
            state = new double[] {joint[0] / (joint[0] + joint[1]), joint[1] / (joint[0] + joint[1])};
            up = filter.updated(up, z);
            assertEquals(state[0], up, 1e-12);
        }
    }

    private static double density(double z) {
        return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    }

    @Test
    void what_falls_mirrors_what_rises() {
        double up = RegimeFilter.unknown();
        double down = RegimeFilter.unknown();
        for (double z : new double[] {0.3, 1.1, -0.4, 2, 9}) {
            up = filter.updated(up, z);
            down = filter.updated(down, -z);
            assertEquals(1 - up, down, 1e-15);
        }
    }

    @Test
    void it_finds_a_regime_that_is_there_and_forgets_it_when_it_is_over() {
        Random random = new Random(2);
        double up = RegimeFilter.unknown();
        for (int t = 0; t < 100; t++) {
            up = filter.updated(up, 0.5 + 0.5 * random.nextGaussian());
        }
        assertTrue(up > 0.9, "after a hundred rising bars: " + up);
        for (int t = 0; t < 100; t++) {
            up = filter.updated(up, -0.5 + 0.5 * random.nextGaussian());
        }
        assertTrue(up < 0.1, "after a hundred falling ones: " + up);
    }
}
