package dev.barque.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void exact_numbers_are_the_shortest_that_read_back() {
        assertThat(Numbers.exact(0.1)).isEqualTo("0.1");
        assertThat(Numbers.exact(-0.0)).isEqualTo("0");
        assertThat(Numbers.exact(100)).isEqualTo("100");
        // Double.toString writes 5.6843418860808015E-14 before Java 19 and this from then on.
        assertThat(Numbers.exact(Math.scalb(1.0, -44))).isEqualTo("5.684341886080802E-14");
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(Numbers.exact(value))).isEqualTo(value);
            }
        }
    }

    @Test
    void numbers_for_people_have_a_sign_groups_and_fixed_decimals() {
        assertThat(Numbers.signed(1_234_567.891, 2)).isEqualTo("+1,234,567.89");
        assertThat(Numbers.signed(-0.5, 2)).isEqualTo("−0.50");
        assertThat(Numbers.signed(-0.0001, 2)).isEqualTo("0.00");
        assertThat(Numbers.signed(0.0001, 2)).isEqualTo("0.00");
        assertThat(Numbers.fixed(999, 0)).isEqualTo("999");
        assertThat(Numbers.fixed(Double.NaN, 2)).isEqualTo("–");
        assertThat(Numbers.fixed(Double.NEGATIVE_INFINITY, 2)).isEqualTo("−∞");
        assertThat(Numbers.percent(0.355)).isEqualTo("35.5 %");
    }
}
