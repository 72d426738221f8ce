package dev.barque.store.internal.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.io.NumberOutput;

/** Doubles in records are as short as they can be and read back bit by bit: held against an independent writer. */
class ShortestDoubleTest {
    private final byte[] bytes = new byte[ShortestDouble.MOST_BYTES];

    @Test
    void every_power_of_two_and_of_ten_and_its_neighbours_are_as_the_other_writer_has_them() {
        for (int e = -1074; e <= 1023; e++) {
            neighbours(Math.scalb(1.0, e));
        }
        for (int e = -323; e <= 308; e++) {
            neighbours(Double.parseDouble("1e" + e));
        }
        for (double value : new double[] {0.0, -0.0, Double.MIN_VALUE, Double.MIN_NORMAL, 9.007199254740992E15, 1e22}) {
            neighbours(value);
        }
    }

    @Test
    void random_bits_short_decimals_and_whole_numbers_are_too() {
        Random random = new Random(11);
        for (int i = 0; i < 300_000; i++) {
            agree(Double.longBitsToDouble(random.nextLong()));
            agree(random.nextInt(1_000_000) / 1_000.0);
            agree((double) (random.nextLong() >> random.nextInt(64)));
            agree(random.nextGaussian());
            agree(Double.longBitsToDouble(random.nextLong() >>> 12)); // subnormal
        }
    }

    private void neighbours(double value) {
        agree(value);
        agree(Math.nextUp(value));
        agree(Math.nextDown(value));
    }

    private void agree(double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        for (double signed : new double[] {value, -value}) {
            String text = new String(bytes, 0, ShortestDouble.write(signed, bytes, 0), StandardCharsets.US_ASCII);
            if (!text.equals(NumberOutput.toString(signed, true))
                    || Double.doubleToRawLongBits(Double.parseDouble(text)) != Double.doubleToRawLongBits(signed)) {
                assertThat(text)
                        .as("%x", Double.doubleToRawLongBits(signed))
                        .isEqualTo(NumberOutput.toString(signed, true));
            }
        }
    }
}
