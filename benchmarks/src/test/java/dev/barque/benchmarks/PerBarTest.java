package dev.barque.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.decision.Decision;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerBarTest {
    @ParameterizedTest
    @ValueSource(strings = {"PUBLISHED_V1", "V1"})
    void every_bar_after_the_warm_up_is_decided_on_from_features(String profile) {
        PerBar benchmark = new PerBar();
        benchmark.profile = profile;
        benchmark.choose();

        Set<Object> times = new HashSet<>();
        for (int i = 0; i < RandomDay.BARS; i++) {
            Decision decision = benchmark.barToDecision();
            assertThat(decision.grounds().views()).as("views of %s", decision).hasSize(3);
            times.add(decision.grounds().time());
        }
        assertThat(times).hasSizeBetween(RandomDay.BARS - 60, RandomDay.BARS);
    }

    @Test
    void every_decision_that_is_timed_gets_a_record_of_its_own() {
        LoggedDecisions benchmark = new LoggedDecisions();
        benchmark.begin();
        for (int i = 0; i < 2_000; i++) {
            benchmark.append();
            assertThat(benchmark.text()).contains("\"decision\":");
        }
        assertThat(benchmark.written()).isEqualTo(2_000);
        benchmark.end();
    }
}
