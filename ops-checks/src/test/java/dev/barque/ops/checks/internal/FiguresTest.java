package dev.barque.ops.checks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void shares_read_as_whole_percent_where_they_are_and_to_a_tenth_elsewhere() {
        assertThat(Figures.percent(0.85)).isEqualTo("85 %");
        assertThat(Figures.percent(0.07)).isEqualTo("7 %");
        assertThat(Figures.percent(0.9375)).isEqualTo("93.8 %");
        assertThat(Figures.percent(0.0004)).isEqualTo("0.040 %");
        assertThat(Figures.percent(-0.025)).isEqualTo("-2.5 %");
        assertThat(Figures.percent(Double.NaN)).isEqualTo("NaN %");
    }

    @Test
    void sizes_read_in_the_unit_that_leaves_two_digits() {
        assertThat(Figures.bytes(0)).isEqualTo("0 bytes");
        assertThat(Figures.bytes(10_239)).isEqualTo("10239 bytes");
        assertThat(Figures.bytes(10_240)).isEqualTo("10 KiB");
        assertThat(Figures.bytes(4L << 20)).isEqualTo("4.0 MiB");
        assertThat(Figures.bytes(256L << 20)).isEqualTo("256 MiB");
        assertThat(Figures.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    }

    @Test
    void times_read_in_their_two_largest_units() {
        assertThat(Figures.time(Duration.ofNanos(9_999_999))).isEqualTo("9999 us");
        assertThat(Figures.time(Duration.ofMillis(250))).isEqualTo("250 ms");
        assertThat(Figures.time(Duration.ofSeconds(90))).isEqualTo("1 min 30 s");
        assertThat(Figures.time(Duration.ofHours(24))).isEqualTo("1 d");
        assertThat(Figures.time(Duration.ofHours(-30))).isEqualTo("-1 d 6 h");
    }

    @Test
    void decimals_are_those_of_the_format_of_the_platform() {
        long seed = 20_251_121;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double value = (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextInt(12) - 3) * random.nextDouble();
            int digits = random.nextInt(4);
            String formatted = String.format(Locale.ROOT, "%." + digits + "f", value);
            // The platform keeps the sign of what it rounds to zero.
            String expected = formatted.matches("-0(\\.0*)?") ? formatted.substring(1) : formatted;
            assertThat(Figures.decimal(value, digits))
                    .as("%s to %d digits, seed %d", value, digits, seed)
                    .isEqualTo(expected);
        }
    }
}
