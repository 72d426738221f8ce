package dev.barque.testkit.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.testkit.BarSourceConformance;
import dev.barque.testkit.InMemoryBarSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The suite is tested too. */
class BarSourceConformanceTest {
    private static UnaryOperator<BarSource> fault = UnaryOperator.identity();

    @Test
    void a_sound_source_passes() {
        fault = UnaryOperator.identity();

        assertThat(SuiteRun.of(Suite.class).failures()).isEmpty();
    }

    @Test
    void a_source_whose_ranges_include_their_end_fails() {
        fault = sound -> new Delegate(sound) {
            @Override
            public Bars bars(Symbol symbol, Instant from, Instant to) {
                return super.bars(symbol, from, to.plusNanos(1_000));
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed())
                .containsOnlyOnce("the_beginning_of_a_range_belongs_to_it_and_the_end_does_not");
    }

    @Test
    void a_source_that_loses_the_last_bar_of_a_day_fails() {
        fault = sound -> new Delegate(sound) {
            @Override
            public Bars day(Symbol symbol, LocalDate date) {
                Bars all = super.day(symbol, date);
                Bars.Builder fewer = Bars.builder(symbol);
                for (int i = 0; i < all.size() - 1; i++) {
                    fewer.copy(all, i);
                }
                return fewer.build();
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed()).containsExactly("the_days_together_are_the_whole");
    }

    @Test
    void a_source_that_lists_its_dates_backwards_fails() {
        fault = sound -> new Delegate(sound) {
            @Override
            public List<LocalDate> dates() {
                List<LocalDate> dates = new ArrayList<>(super.dates());
                Collections.reverse(dates);
                return dates;
            }
        };

        assertThat(SuiteRun.of(Suite.class).failed()).contains("dates_are_listed_once_and_ascending");
    }

    /** Run from inside the tests above. */
    static class Suite extends BarSourceConformance {
        @Override
        protected BarSource open(List<Bars> bars) {
            return fault.apply(new InMemoryBarSource(bars));
        }
    }

    private abstract static class Delegate implements BarSource {
        private final BarSource sound;

        Delegate(BarSource sound) {
            this.sound = sound;
        }

        @Override
        public Bars bars(Symbol symbol, Instant from, Instant to) {
            return sound.bars(symbol, from, to);
        }

        @Override
        public List<LocalDate> dates() {
            return sound.dates();
        }

        @Override
        public Set<Symbol> symbols(LocalDate date) {
            return sound.symbols(date);
        }

        @Override
        public Bars day(Symbol symbol, LocalDate date) {
            return sound.day(symbol, date);
        }
    }
}
