package dev.barque.agents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The quick ways of writing numbers against exact arithmetic. */
class ShortDecimalsTest {
    private static final int NUMBERS = 40_000;

    /** Numbers of every size, ties and next to ties, and next to powers of ten. */
    private static double number(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextGaussian();
            case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            case 2 -> (random.nextInt(20_000) - 10_000) / 2000.0;
            case 3 -> Math.nextUp((random.nextInt(20_000) - 10_000) / 16.0);
            case 4 -> Math.nextDown(Math.pow(10, random.nextInt(12) - 8));
            default -> Double.longBitsToDouble(random.nextLong());
        };
    }

    @RepeatedTest(5)
    void numbers_are_rounded_and_written_as_exact_arithmetic_does(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < NUMBERS; i++) {
            double x = number(random);
            if (!Double.isFinite(x) || x == 0) {
                continue;
            }
            int digits = random.nextInt(6);
            BigDecimal exact = new BigDecimal(x);
            if (Math.abs(x) < 1e17) {
                assertThat(PythonNumbers.fixed(x, digits))
                        .as("%s to %d digits", x, digits)
                        .isEqualTo(fixed(x, exact.setScale(digits, RoundingMode.HALF_EVEN)));
                assertThat(PythonNumbers.round3(x))
                        .as("%s", x)
                        .isEqualTo(Math.copySign(
                                exact.setScale(3, RoundingMode.HALF_EVEN).abs().doubleValue(), x));
            }
            assertThat(PythonNumbers.general(x, 1 + digits))
                    .as("%s to %d significant digits", x, 1 + digits)
                    .isEqualTo(general(exact, 1 + digits));
        }
    }

    private static String fixed(double x, BigDecimal rounded) {
        String text = rounded.abs().toPlainString();
        return x < 0 ? "-" + text : text;
    }

    private static String general(BigDecimal exact, int digits) {
        BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= digits) {
            String mantissa =
                    rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
            return String.format(Locale.ROOT, "%se%s%02d", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
        }
        return rounded.stripTrailingZeros().toPlainString();
    }

    @Test
    void ordinary_numbers_take_the_quick_way() {
        assertThat(ShortDecimals.rounded(0.1234567, 3)).isEqualTo(123);
        assertThat(general(3.14159e-12, 4)).isEqualTo("3.142e-12");
        assertThat(general(672.25, 3)).isEqualTo("672");
    }

    @Test
    void ties_are_left_to_exact_arithmetic() {
        assertThat(ShortDecimals.rounded(0.0625, 3)).isEqualTo(ShortDecimals.UNSURE);
        assertThat(general(2.5, 1)).isEmpty();
    }

    private static String general(double x, int digits) {
        StringBuilder text = new StringBuilder();
        assertThat(ShortDecimals.general(text, x, digits)).isEqualTo(!text.isEmpty());
        return text.toString();
    }
}
