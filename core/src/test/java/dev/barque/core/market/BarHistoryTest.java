package dev.barque.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BarHistoryTest {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final int KEEPS = 10;

    private final BarHistory history = new BarHistory(SPY, Duration.ofMinutes(1), KEEPS);

    private Bars add(long minute, double price) {
        return history.add(minute * UtcMicros.PER_MINUTE, price - 1, price + 1, price - 2, price, 2 * price, 3 * price);
    }

    private static List<Double> closes(Bars bars) {
        List<Double> closes = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            closes.add(bars.close(i));
        }
        return closes;
    }

    @Test
    void what_was_given_out_does_not_change_when_bars_come_in_or_are_corrected() {
        List<Bars> given = new ArrayList<>();
        List<List<Double>> then = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Bars bars = add(i, i);
            given.add(bars);
            then.add(closes(bars));
            if (i % 50 == 49) {
                history.correct((i - 3) * UtcMicros.PER_MINUTE, 0, 0, 0, -1, 0, 0);
            }
        }

        for (int i = 0; i < given.size(); i++) {
            assertThat(closes(given.get(i))).isEqualTo(then.get(i));
        }
    }

    @RepeatedTest(20)
    void the_latest_bars_are_those_of_a_sorted_map_whatever_is_added_or_corrected(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        TreeMap<Long, Double> model = new TreeMap<>();
        long minute = 0;
        for (int step = 0; step < 1_000; step++) {
            double price = random.nextDouble();
            if (model.isEmpty() || random.nextInt(10) > 0) {
                minute += 1 + random.nextInt(3);
                add(minute, price);
                model.put(minute, price);
            } else {
                long corrected = minute - random.nextInt(2 * KEEPS);
                boolean taken = history.correct(corrected * UtcMicros.PER_MINUTE, 0, 0, 0, price, 0, 0);
                if (taken) {
                    model.put(corrected, price);
                } else {
                    Bars bars = history.bars();
                    assertThat(corrected * UtcMicros.PER_MINUTE).isLessThan(bars.time(bars.size() - KEEPS));
                }
            }
            List<Double> all = List.copyOf(model.values());
            Bars bars = history.bars();
            int kept = Math.min(all.size(), KEEPS);
            assertThat(bars.size()).isGreaterThanOrEqualTo(kept);
            assertThat(closes(bars).subList(bars.size() - kept, bars.size()))
                    .as("step %d, seed %d", step, repetition.getCurrentRepetition())
                    .isEqualTo(all.subList(all.size() - kept, all.size()));
        }
    }

    @Test
    void bars_keep_all_their_numbers_and_the_interval() {
        for (int i = 0; i < 200; i++) {
            add(i, i);
        }
        Bars bars = history.bars();
        int last = bars.size() - 1;

        assertThat(bars.bar(last))
                .isEqualTo(new Bar(SPY, UtcMicros.toInstant(199 * UtcMicros.PER_MINUTE), 198, 200, 197, 199, 398, 597));
        assertThat(bars.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(bars.isTimeOrdered()).isTrue();
    }

    @Test
    void a_bar_that_is_not_later_than_the_last_is_refused_and_changes_nothing() {
        add(1, 5);
        add(2, 6);

        assertThatThrownBy(() -> add(2, 7))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("core.bar-not-newer"))
                .hasMessageContaining("SPY")
                .hasMessageContaining("as a correction");
        assertThat(closes(history.bars())).containsExactly(5.0, 6.0);
    }

    @Test
    void a_history_that_was_cleared_begins_anew() {
        Bars before = add(5, 5);
        history.clear();
        add(1, 1);

        assertThat(closes(history.bars())).containsExactly(1.0);
        assertThat(closes(before)).containsExactly(5.0);
    }

    @RepeatedTest(10)
    void opens_highs_and_lows_may_come_late_or_never_and_what_was_given_out_stays(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int firstKnown = random.nextInt(300);
        List<Bar> all = new ArrayList<>();
        List<Bars> given = new ArrayList<>();
        Bars.Builder builder = Bars.builder(SPY).interval(Duration.ofMinutes(1));
        for (int i = 0; i < 300; i++) {
            Bar bar = new Bar(
                    SPY,
                    UtcMicros.toInstant(i * UtcMicros.PER_MINUTE),
                    unlessEarly(i, firstKnown, random),
                    unlessEarly(i, firstKnown, random),
                    unlessEarly(i, firstKnown, random),
                    i,
                    random.nextDouble(),
                    Double.NaN);
            all.add(bar);
            long time = UtcMicros.of(bar.time());
            given.add(history.add(
                    time, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.dollarVolume()));
            builder.add(bar);
        }
        Bars built = builder.build();
        for (int i = 0; i < all.size(); i++) {
            String as = "bar " + i + ", seed " + repetition.getCurrentRepetition();
            assertThat(built.bar(i)).as(as).isEqualTo(all.get(i));
            Bars then = given.get(i);
            for (int b = 0; b < Math.min(i + 1, KEEPS); b++) {
                assertThat(then.bar(then.size() - 1 - b)).as(as).isEqualTo(all.get(i - b));
            }
        }
        assertThatThrownBy(() -> built.open(300)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static double unlessEarly(int i, int firstKnown, Random random) {
        return i < firstKnown || random.nextInt(3) == 0 ? Double.NaN : random.nextDouble();
    }
}
