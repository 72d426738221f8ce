package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettableClockTest {
    private final SettableClock clock = SettableClock.at("2025-11-03T23:30:00Z");

    @Test
    void it_stands_still_until_it_is_moved() {
        assertThat(List.of(clock.instant(), clock.instant())).containsOnly(Instant.parse("2025-11-03T23:30:00Z"));

        clock.advance(Duration.ofMinutes(-30));
        assertThat(clock.instant()).isEqualTo("2025-11-03T23:00:00Z");

        clock.set(Instant.EPOCH);
        assertThat(clock.millis()).isZero();
    }

    @Test
    void the_same_clock_in_another_zone_moves_along() {
        SettableClock tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));

        assertThat(LocalDate.now(tokyo)).isEqualTo("2025-11-04");
        clock.advance(Duration.ofDays(1));
        assertThat(LocalDate.now(tokyo)).isEqualTo("2025-11-05");
        assertThat(tokyo).isNotEqualTo(clock).isEqualTo(clock.withZone(ZoneId.of("Asia/Tokyo")));
    }
}
