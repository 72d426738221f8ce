package dev.barque.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtcMicrosTest {
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:00.000001Z, 1",
        "1969-12-31T23:59:59.999999Z, -1",
        "1969-12-31T23:59:59Z, -1000000",
        "1969-12-31T23:59:58.999999Z, -1000001",
        "2025-11-03T15:30:00Z, 1762183800000000"
    })
    void an_instant_is_a_number_of_microseconds_and_back(Instant instant, long micros) {
        assertThat(UtcMicros.of(instant)).isEqualTo(micros);
        assertThat(UtcMicros.toInstant(micros)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00.000000999Z, 0",
        "1969-12-31T23:59:59.999999999Z, -1",
        "1969-12-31T23:59:59.999998001Z, -2",
        "2025-11-03T15:30:00.000000001Z, 1762183800000000"
    })
    void digits_below_the_microsecond_are_cut_towards_the_past_on_both_sides_of_1970(Instant instant, long micros) {
        assertThat(UtcMicros.of(instant)).isEqualTo(micros);
        assertThat(UtcMicros.toInstant(micros)).isBefore(instant);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1_000_000, -999_999, 0, 999_999, Long.MAX_VALUE})
    void every_number_makes_the_round_trip(long micros) {
        assertThat(UtcMicros.of(UtcMicros.toInstant(micros))).isEqualTo(micros);
    }

    @Test
    void random_instants_agree_with_exact_arithmetic() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            Instant instant =
                    Instant.ofEpochSecond(random.nextLong() >> random.nextInt(21, 60), random.nextInt(1_000_000_000));
            BigInteger nanos = BigInteger.valueOf(instant.getEpochSecond())
                    .multiply(BigInteger.valueOf(1_000_000_000))
                    .add(BigInteger.valueOf(instant.getNano()));
            BigInteger micros =
                    nanos.subtract(nanos.mod(BigInteger.valueOf(1_000))).divide(BigInteger.valueOf(1_000));
            assertThat(UtcMicros.of(instant)).as("seed %d, %s", seed, instant).isEqualTo(micros.longValueExact());
        }
    }

    @Test
    void what_does_not_fit_is_refused_by_name() {
        assertThatThrownBy(() -> UtcMicros.of(Instant.MAX))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("+1000000000-12-31T23:59:59.999999999Z");
        assertThatThrownBy(() -> UtcMicros.of(Instant.MIN)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(
                        () -> UtcMicros.of(UtcMicros.toInstant(Long.MAX_VALUE).plusNanos(1_000)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(
                        () -> UtcMicros.of(UtcMicros.toInstant(Long.MIN_VALUE).minusNanos(1)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void the_utc_date_changes_at_midnight_also_before_1970() {
        assertThat(UtcMicros.utcDate(0)).isEqualTo("1970-01-01");
        assertThat(UtcMicros.utcDate(-1)).isEqualTo("1969-12-31");
        assertThat(UtcMicros.utcDate(-UtcMicros.PER_DAY)).isEqualTo("1969-12-31");
        assertThat(UtcMicros.utcDate(-UtcMicros.PER_DAY - 1)).isEqualTo("1969-12-30");
        assertThat(UtcMicros.utcDate(UtcMicros.PER_DAY - 1)).isEqualTo(LocalDate.EPOCH);
        assertThat(UtcMicros.PER_DAY).isEqualTo(24 * 60 * UtcMicros.PER_MINUTE);
    }
}
