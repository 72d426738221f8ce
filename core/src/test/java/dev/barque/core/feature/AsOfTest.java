package dev.barque.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AsOfTest {
    @Test
    void the_boundary_itself_is_visible_in_both_times_and_a_microsecond_later_is_not() {
        AsOf asOf = new AsOf(Instant.EPOCH.plusNanos(10_000), Instant.EPOCH.plusNanos(20_000));

        assertThat(asOf.sees(10, 20)).isTrue();
        assertThat(asOf.sees(11, 20)).isFalse();
        assertThat(asOf.sees(10, 21)).isFalse();
        assertThat(asOf.sees(Long.MIN_VALUE, Long.MIN_VALUE)).isTrue();
    }

    @Test
    void an_instant_between_two_microseconds_sees_the_earlier_one_only() {
        AsOf asOf = AsOf.at(Instant.EPOCH.plusNanos(10_999));

        assertThat(asOf.sees(10, 10)).isTrue();
        assertThat(asOf.sees(11, 11)).isFalse();
        AsOf before1970 = AsOf.at(Instant.EPOCH.minusNanos(1));
        assertThat(before1970.sees(-1, -1)).isTrue();
        assertThat(before1970.sees(0, 0)).isFalse();
    }

    @Test
    void at_means_what_was_known_then() {
        AsOf asOf = AsOf.at(42);

        assertThat(asOf.eventMicros()).isEqualTo(42);
        assertThat(asOf.knownMicros()).isEqualTo(42);
        AsOf hindsight = asOf.knownAt(Instant.EPOCH.plusSeconds(1));
        assertThat(hindsight.eventMicros()).isEqualTo(42);
        assertThat(hindsight.sees(42, 1_000_000)).isTrue();
        assertThat(asOf).hasToString("1970-01-01T00:00:00.000042Z");
        assertThat(hindsight).hasToString("1970-01-01T00:00:00.000042Z as known at 1970-01-01T00:00:01Z");
    }

    @Test
    void a_lookback_is_positive() {
        assertThatThrownBy(() -> Lookback.atMost(Duration.ZERO)).hasMessageContaining("maxAge must be positive");
        assertThatThrownBy(() -> Lookback.atMost(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(Lookback.sameDate()).isSameAs(Lookback.sameDate());
    }
}
