package dev.barque.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BarsTest {
    private static final Symbol SPY = Symbol.of("SPY");

    private static Bars at(long... times) {
        Bars.Builder out = Bars.builder(SPY);
        for (int i = 0; i < times.length; i++) {
            // The volume is the place of arrival.
            out.add(times[i], 100.0 + times[i], i, 0);
        }
        return out.build();
    }

    @Test
    void bars_keep_the_order_of_arrival_and_tell_whether_it_is_that_of_time() {
        assertThat(at().isTimeOrdered()).isTrue();
        assertThat(at(1, 2, 2, 3).isTimeOrdered()).isTrue();
        Bars late = at(1, 3, 2);
        assertThat(late.isTimeOrdered()).isFalse();
        assertThat(late.time(1)).isEqualTo(3);
        assertThatThrownBy(() -> late.indexAtOrBefore(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SPY")
                .hasMessageContaining("inTimeOrder()");
    }

    @Test
    void sorting_and_searching_agree_with_a_naive_model() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            long[] times = random.longs(random.nextInt(40), -15, 15).toArray();
            Bars bars = at(times).inTimeOrder();
            List<Integer> arrival = new ArrayList<>();
            for (int i = 0; i < times.length; i++) {
                arrival.add(i);
            }
            arrival.sort(Comparator.comparingLong(i -> times[i]));

            assertThat(bars.isTimeOrdered()).as("seed %d", seed).isTrue();
            for (int i = 0; i < times.length; i++) {
                assertThat(bars.volume(i))
                        .as("seed %d, bar %d", seed, i)
                        .isEqualTo(arrival.get(i).doubleValue());
                assertThat(bars.close(i)).isEqualTo(100.0 + times[arrival.get(i)]);
            }
            for (long t = -17; t <= 17; t++) {
                int expected = -1;
                for (int i = 0; i < bars.size(); i++) {
                    if (bars.time(i) <= t) {
                        expected = i;
                    }
                }
                assertThat(bars.indexAtOrBefore(t))
                        .as("seed %d, at %d", seed, t)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void searching_reaches_the_ends_of_time() {
        Bars bars = at(Long.MIN_VALUE, 0, Long.MAX_VALUE);

        assertThat(bars.indexAtOrBefore(Long.MIN_VALUE)).isZero();
        assertThat(bars.indexAtOrBefore(Long.MAX_VALUE)).isEqualTo(2);
        assertThat(at().indexAtOrBefore(0)).isEqualTo(-1);
    }

    @Test
    void every_column_survives_growth_sorting_and_the_way_through_objects() {
        Bars.Builder builder = Bars.builder(SPY).interval(Duration.ofMinutes(1));
        for (int i = 99; i >= 0; i--) {
            builder.add(i, i + .1, i + .2, i + .3, i + .4, i + .5, i + .6);
        }
        Bars sorted = builder.build().inTimeOrder();
        Bars.Builder again = Bars.builder(SPY);
        for (int i = 0; i < sorted.size(); i++) {
            Bar bar = sorted.bar(i);
            assertThat(bar)
                    .isEqualTo(new Bar(SPY, UtcMicros.toInstant(i), i + .1, i + .2, i + .3, i + .4, i + .5, i + .6));
            again.add(bar);
        }
        Bars copy = again.build();
        for (int i = 0; i < 100; i++) {
            assertThat(copy.bar(i)).isEqualTo(sorted.bar(i));
            assertThat(List.of(copy.time(i), copy.open(i), copy.high(i), copy.low(i), copy.dollarVolume(i)))
                    .isEqualTo(List.of((long) i, i + .1, i + .2, i + .3, i + .6));
        }
        assertThat(sorted.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(sorted.intervalMicros()).isEqualTo(UtcMicros.PER_MINUTE);
    }

    @Test
    void what_the_vendor_does_not_give_is_nan() {
        Bars bars = at(5);

        assertThat(List.of(bars.open(0), bars.high(0), bars.low(0))).containsOnly(Double.NaN);
        assertThat(bars.interval()).isZero();
    }

    @Test
    void a_builder_can_go_on_without_changing_what_it_built() {
        Bars.Builder builder = Bars.builder(SPY).add(1, 1, 1, 1);
        Bars first = builder.build();
        Bars second = builder.add(0, 2, 2, 2).build();

        assertThat(first.size()).isEqualTo(1);
        assertThat(first.isTimeOrdered()).isTrue();
        assertThat(second.size()).isEqualTo(2);
        assertThat(second.isTimeOrdered()).isFalse();
    }

    @Test
    void bars_of_another_symbol_and_impossible_intervals_are_refused() {
        Bars.Builder other = Bars.builder(Symbol.of("QQQ"));

        assertThatThrownBy(() -> other.add(at(1).bar(0)))
                .hasMessageContaining("Expected a bar of QQQ but got one of SPY");
        assertThatThrownBy(() -> other.copy(at(1), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> other.interval(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> other.interval(Duration.ofNanos(1_500))).hasMessageContaining("PT0.0000015S");
        assertThat(other.build().isEmpty()).isTrue();
    }
}
