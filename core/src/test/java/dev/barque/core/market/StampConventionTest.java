package dev.barque.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StampConventionTest {
    @Test
    void a_bar_stamped_at_its_opening_is_complete_one_interval_later() {
        StampConvention minutes = StampConvention.atOpen(Duration.ofMinutes(1));

        assertThat(minutes.completedAt(5_000_000L)).isEqualTo(65_000_000L);
        assertThat(minutes.shiftMicros()).isEqualTo(60_000_000L);
    }

    @Test
    void a_bar_stamped_at_its_close_is_not_moved() {
        assertThat(StampConvention.atClose(Duration.ofHours(1)).completedAt(7)).isEqualTo(7);
        assertThat(StampConvention.atClose(Duration.ofHours(1)).intervalMicros())
                .isEqualTo(3_600_000_000L);
        assertThat(StampConvention.atClose().interval()).isZero();
    }

    @Test
    void stamps_at_the_opening_without_an_interval_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StampConvention.atOpen(Duration.ZERO))
                .withMessageContaining("interval");
        assertThatIllegalArgumentException().isThrownBy(() -> StampConvention.atClose(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> StampConvention.atClose(Duration.ofNanos(1)));
    }
}
