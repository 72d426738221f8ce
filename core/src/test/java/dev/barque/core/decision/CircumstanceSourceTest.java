package dev.barque.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.market.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What surrounds a decision: never from the future, and never silently fine. */
class CircumstanceSourceTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Symbol QQQ = Symbol.of("QQQ");
    private static final Instant NOW = Instant.parse("2026-03-02T15:04:05Z");

    @Test
    void a_series_gives_the_latest_known_and_never_a_later_one() {
        long seed = Long.getLong("barque.test.seed", 3);
        Random random = new Random(seed);
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            readings.add(new Reading("x", i, random.nextInt(100)));
        }
        ReadingSeries series = ReadingSeries.of(readings);
        for (long t = -2; t < 103; t++) {
            Reading expected = null;
            for (Reading reading : readings) {
                if (reading.knownMicros() <= t
                        && (expected == null || reading.knownMicros() >= expected.knownMicros())) {
                    expected = reading;
                }
            }
            assertThat(series.at(SPY, t)).as("seed " + seed + ", t " + t).isEqualTo(Optional.ofNullable(expected));
        }
    }

    @Test
    void a_series_of_one_symbol_says_nothing_about_another() {
        ReadingSeries series = ReadingSeries.of(SPY, List.of(new Reading(Reading.HALTED, 1, 5)));
        assertThat(series.at(SPY, 5)).isPresent();
        assertThat(series.at(QQQ, 5)).isEmpty();
        assertThatThrownBy(() -> ReadingSeries.of(List.of(new Reading("a", 1, 1), new Reading("b", 1, 1))))
                .hasMessageContaining("a and b");
    }

    @Test
    void a_source_that_looks_ahead_is_not_believed() {
        CircumstanceSource source = CircumstanceSource.of(List.of(
                (symbol, time) -> Optional.of(new Reading("ahead", 1, time + 1)),
                (symbol, time) -> Optional.of(new Reading("in_time", 2, time))));

        Circumstances seen = source.at(SPY, 100, AccountState.unknown());

        assertThat(seen.reading("ahead")).isEmpty();
        assertThat(seen.reading("in_time")).map(Reading::value).contains(2.0);
        assertThat(seen.account()).isSameAs(AccountState.unknown());
        assertThat(CircumstanceSource.none().at(SPY, 1, AccountState.unknown()).readings())
                .isEmpty();
    }

    @Test
    void a_kill_switch_is_read_at_each_bar_with_who_and_why() {
        MemoryKillSwitch kill = new MemoryKillSwitch();
        ReadingSource reading = kill.reading();
        assertThat(reading.at(SPY, 7)).contains(new Reading(Reading.KILL_SWITCH, 0, 7));

        kill.on(NOW, "anna", "feed is wrong");
        assertThat(reading.at(SPY, 8))
                .contains(
                        new Reading(Reading.KILL_SWITCH, 1, 8, "on since 2026-03-02T15:04:05Z by anna: feed is wrong"));

        kill.off(NOW.plusSeconds(60), "anna", "mended");
        assertThat(reading.at(SPY, 9)).map(Reading::value).contains(0.0);
        assertThat(kill.state().text()).isEqualTo("off since 2026-03-02T15:05:05Z by anna: mended");
    }

    @Test
    void a_kill_switch_that_cannot_be_read_is_not_off() {
        KillSwitch broken = () -> {
            throw new IllegalStateException("the wire is cut");
        };
        Reading reading = broken.reading().at(SPY, 7).orElseThrow();
        assertThat(reading.value()).isNaN();
        assertThat(reading.note()).contains("the wire is cut");
    }

    @Test
    void one_switch_of_several_is_enough() {
        MemoryKillSwitch first = new MemoryKillSwitch();
        MemoryKillSwitch second = new MemoryKillSwitch();
        KillSwitch any = KillSwitch.anyOf(List.of(first, second));
        assertThat(any.state()).isEqualTo(KillSwitch.State.never());
        second.on(NOW, "host", "signal");
        assertThat(any.state().by()).isEqualTo("host");
        second.off(NOW.plusSeconds(1), "host", "over");
        assertThat(any.state().on()).isFalse();
        assertThat(any.state().reason()).isEqualTo("over");
    }
}
