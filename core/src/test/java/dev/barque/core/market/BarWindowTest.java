package dev.barque.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarWindowTest {
    private static final Bars TEN = ten();

    private static Bars ten() {
        Bars.Builder out = Bars.builder(Symbol.of("SPY"));
        for (int i = 0; i < 10; i++) {
            out.add(i, 100 + i, 200 + i, 300 + i);
        }
        return out.build();
    }

    @Test
    void a_window_ends_with_the_bar_that_is_looked_at() {
        BarWindow window = TEN.windowEndingAt(6, 3);

        assertThat(window.size()).isEqualTo(3);
        assertThat(window.symbol()).isEqualTo(TEN.symbol());
        assertThat(window.time(0)).isEqualTo(4);
        assertThat(window.time(2)).isEqualTo(6);
        assertThat(window.close(2)).isEqualTo(106);
        assertThat(window.volume(2)).isEqualTo(206);
        assertThat(window.dollarVolume(2)).isEqualTo(306);
        assertThat(window.isTimeOrdered()).isTrue();
        assertThat(window.intervalMicros()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, 4, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void nothing_outside_of_a_window_can_be_read_least_of_all_the_next_bar(int i) {
        BarWindow window = TEN.windowEndingAt(6, 3);

        assertThatThrownBy(() -> window.time(i)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> window.close(i)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> window.volume(i)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> window.dollarVolume(i)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void a_window_is_shorter_where_there_are_fewer_bars() {
        assertThat(TEN.windowEndingAt(1, 3).size()).isEqualTo(2);
        assertThat(TEN.windowEndingAt(9, Integer.MAX_VALUE).size()).isEqualTo(10);
        assertThat(TEN.window().last(4).time(0)).isEqualTo(6);
        assertThat(TEN.window().last(99).size()).isEqualTo(10);
        assertThat(TEN.windowEndingAt(6, 3).last(99).time(0)).isEqualTo(4);
        assertThat(TEN.window().last(0).isEmpty()).isTrue();
        assertThat(new BarWindow(TEN, 10, 10).isEmpty()).isTrue();
    }

    @Test
    void impossible_windows_are_refused() {
        assertThatThrownBy(() -> TEN.windowEndingAt(10, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> TEN.windowEndingAt(-1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> TEN.windowEndingAt(5, 0)).hasMessageContaining("maxBars must be at least 1 but was 0");
        assertThatThrownBy(() -> TEN.windowEndingAt(5, Integer.MIN_VALUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TEN.window().last(-1)).hasMessageContaining("count must not be negative but was -1");
        assertThatThrownBy(() -> new BarWindow(TEN, 3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new BarWindow(TEN, 0, 11)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void a_window_can_be_cut_at_an_instant_which_it_still_holds() {
        assertThat(TEN.window().upTo(6).size()).isEqualTo(7);
        assertThat(TEN.windowEndingAt(6, 3).upTo(99).size()).isEqualTo(3);
        assertThat(TEN.windowEndingAt(6, 3).upTo(5).time(1)).isEqualTo(5);
        assertThat(TEN.windowEndingAt(6, 3).upTo(3).isEmpty()).isTrue();
    }
}
