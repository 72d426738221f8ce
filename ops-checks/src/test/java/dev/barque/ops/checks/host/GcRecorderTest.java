package dev.barque.ops.checks.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GcRecorderTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void pauses_of_the_window_are_summed() {
        GcRecorder recorder = GcRecorder.observing();
        long start = Duration.ofDays(1).toMillis();
        recorder.add(start, 500, "old");
        recorder.add(start + 10_000, 20, "small");
        recorder.add(start + 20_000, 30, "large");

        Host.Pauses pauses = recorder.pauses(Duration.ofSeconds(15), start + 20_000);

        assertThat(pauses)
                .isEqualTo(
                        new Host.Pauses(Duration.ofSeconds(15), Duration.ofMillis(50), Duration.ofMillis(30), "large"));
    }

    @Test
    void what_was_forgotten_shortens_what_was_observed() {
        GcRecorder recorder = GcRecorder.observing();
        long start = Duration.ofDays(1).toMillis();
        for (int i = 0; i < 20_000; i++) {
            recorder.add(start + i, 1, "one");
        }

        Host.Pauses pauses = recorder.pauses(HOUR, start + 19_999);

        assertThat(pauses.total()).isEqualTo(Duration.ofMillis(4_096));
        assertThat(pauses.observed()).isEqualTo(Duration.ofMillis(4_095));
    }
}
