package dev.barque.ops.checks.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final Instant NOON = Instant.parse("2025-11-03T12:00:00Z");
    private static final Duration EVER = Duration.ofDays(1_000);

    private final Samples samples = new Samples();

    @Test
    void an_instant_has_one_value_and_time_does_not_go_back() {
        samples.add("a", NOON, 1, EVER);
        samples.add("a", NOON.plusSeconds(10), 2, EVER);
        assertThat(samples.add("a", NOON.plusSeconds(10), 3, EVER))
                .extracting(Samples.Sample::value)
                .containsExactly(1.0, 3.0);
        assertThat(samples.add("a", NOON.plusSeconds(5), 4, EVER))
                .extracting(Samples.Sample::value)
                .containsExactly(1.0, 4.0);
    }

    @Test
    void only_the_window_is_given() {
        samples.add("a", NOON, 1, EVER);
        samples.add("a", NOON.plusSeconds(1), 2, EVER);

        assertThat(samples.add("a", NOON.plusSeconds(11), 3, Duration.ofSeconds(10)))
                .extracting(Samples.Sample::value)
                .containsExactly(2.0, 3.0);
    }

    @Test
    void a_full_series_keeps_its_span() {
        List<Samples.Sample> kept = List.of();
        for (int i = 0; i < 100_000; i++) {
            kept = samples.add("a", NOON.plusSeconds(i), i, EVER);
        }

        assertThat(kept).hasSizeLessThanOrEqualTo(512).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(kept.get(0).value()).isZero();
        assertThat(kept.get(kept.size() - 1).value()).isEqualTo(99_999);
        assertThat(Samples.growthPerSecond(kept, EVER.dividedBy(1_000)).orElseThrow())
                .isCloseTo(1, within(1e-9));
    }

    /** The slope against its textbook form, sum((t - mean t)(v - mean v)) / sum((t - mean t)^2), over integers. */
    @Test
    void growth_is_the_slope_of_the_least_squares_line() {
        long seed = Long.getLong("barque.test.seed", new Random().nextLong());
        Random random = new Random(seed);
        Samples own = new Samples();
        double n = 50;
        double sumT = 0;
        double sumV = 0;
        double sumTv = 0;
        double sumTt = 0;
        List<Samples.Sample> values = List.of();
        int t = 0;
        for (int i = 0; i < n; i++) {
            t += 1 + random.nextInt(100);
            int v = random.nextInt(1_000_000);
            values = own.add("a", NOON.plusSeconds(t), v, EVER);
            sumT += t;
            sumV += v;
            sumTv += (double) t * v;
            sumTt += (double) t * t;
        }
        double expected = (n * sumTv - sumT * sumV) / (n * sumTt - sumT * sumT);

        assertThat(Samples.growthPerSecond(values, Duration.ZERO).orElseThrow())
                .as("seed %d", seed)
                .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
    }

    @Test
    void names_without_end_do_not_fill_the_memory() {
        for (int i = 0; i < 10_000; i++) {
            samples.add("name" + i, NOON, i, EVER);
        }

        assertThat(samples.add("name9999", NOON.plusSeconds(1), 1, EVER)).hasSize(2);
        assertThat(samples.add("name0", NOON.plusSeconds(1), 1, EVER)).hasSize(1);
    }
}
