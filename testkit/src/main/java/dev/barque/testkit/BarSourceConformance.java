package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link BarSource} does. Extend it in the tests of yours.
 *
 * <p>The suite gives minute bars of three symbols on three days within US regular hours, so that a source may file them by
 * UTC date or by exchange date; {@code brk.a} has none on the second day.
 */
public abstract class BarSourceConformance {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final Symbol UPPER = Symbol.of("BRK.A");
    private static final Symbol LOWER = Symbol.of("brk.a");
    private static final LocalDate FIRST = LocalDate.of(2025, 10, 30);
    private static final LocalDate SECOND = LocalDate.of(2025, 10, 31);
    private static final LocalDate THIRD = LocalDate.of(2025, 11, 3);
    private static final int PER_DAY = 5;
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant FAR_AHEAD = Instant.parse("2050-01-01T00:00:00Z");

    private BarSource source;
    private List<Bars> given;

    /** For subclasses. */
    @SuppressWarnings("NullAway.Init") // JUnit runs openSource() before every test.
    protected BarSourceConformance() {}

    /**
     * A source that holds these bars and no others.
     *
     * @param bars one batch for each symbol, in the order of time, with a minute for the interval
     */
    protected abstract BarSource open(List<Bars> bars);

    @BeforeEach
    final void openSource() {
        given = List.of(
                bars(SPY, 600, FIRST, SECOND, THIRD),
                bars(UPPER, 700_000, FIRST, SECOND, THIRD),
                bars(LOWER, 5, FIRST, THIRD));
        source = open(given);
    }

    @Test
    void all_bars_come_back_with_the_numbers_they_had() {
        for (Bars expected : given) {
            Bars found = source.bars(expected.symbol(), LONG_AGO, FAR_AHEAD);

            assertThat(found.symbol()).isEqualTo(expected.symbol());
            assertThat(times(found)).isEqualTo(times(expected));
            for (int i = 0; i < expected.size(); i++) {
                assertThat(found.close(i)).as("close of %s", expected.bar(i)).isEqualTo(expected.close(i));
                assertThat(found.volume(i)).as("volume of %s", expected.bar(i)).isEqualTo(expected.volume(i));
                assertThat(found.dollarVolume(i))
                        .as("dollar volume of %s", expected.bar(i))
                        .isEqualTo(expected.dollarVolume(i));
            }
        }
    }

    @Test
    void open_high_and_low_come_back_or_are_not_a_number() {
        Bars expected = given.get(0);
        Bars found = source.bars(SPY, LONG_AGO, FAR_AHEAD);

        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.open(i)).isIn(expected.open(i), Double.NaN);
            assertThat(found.high(i)).isIn(expected.high(i), Double.NaN);
            assertThat(found.low(i)).isIn(expected.low(i), Double.NaN);
        }
    }

    @Test
    void the_beginning_of_a_range_belongs_to_it_and_the_end_does_not() {
        Instant third = UtcMicros.toInstant(given.get(0).time(2));
        Instant fourth = UtcMicros.toInstant(given.get(0).time(3));

        assertThat(times(source.bars(SPY, third, fourth)))
                .containsExactly(given.get(0).time(2));
        assertThat(times(source.bars(SPY, third.plusNanos(1_000), fourth.plusNanos(1_000))))
                .containsExactly(given.get(0).time(3));
        assertThat(source.bars(SPY, third, third).isEmpty()).isTrue();
    }

    @Test
    void a_range_reaches_over_days() {
        Bars all = given.get(0);
        Bars found = source.bars(
                SPY, UtcMicros.toInstant(all.time(PER_DAY - 1)), UtcMicros.toInstant(all.time(2 * PER_DAY + 1)));

        assertThat(times(found)).isEqualTo(times(all).subList(PER_DAY - 1, 2 * PER_DAY + 1));
        assertThat(found.isTimeOrdered()).isTrue();
    }

    @Test
    void what_is_not_there_is_empty() {
        assertThat(source.bars(Symbol.of("QQQ"), LONG_AGO, FAR_AHEAD).isEmpty()).isTrue();
        assertThat(source.bars(SPY, LONG_AGO, LONG_AGO.plusSeconds(1)).isEmpty())
                .isTrue();
        assertThat(source.day(SPY, LocalDate.of(2025, 11, 1)).isEmpty()).isTrue();
        assertThat(source.day(LOWER, SECOND).isEmpty()).isTrue();
        assertThat(source.symbols(LocalDate.of(2025, 11, 1))).isEmpty();
    }

    @Test
    void an_empty_answer_still_says_whose_it_is() {
        assertThat(source.bars(Symbol.of("QQQ"), LONG_AGO, FAR_AHEAD).symbol()).isEqualTo(Symbol.of("QQQ"));
        assertThat(source.day(LOWER, SECOND).symbol()).isEqualTo(LOWER);
    }

    @Test
    void dates_are_listed_once_and_ascending() {
        assertThat(source.dates()).containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void symbols_are_told_apart_by_case_and_listed_for_each_date() {
        assertThat(source.symbols(FIRST)).containsExactlyInAnyOrder(SPY, UPPER, LOWER);
        assertThat(source.symbols(SECOND)).containsExactlyInAnyOrder(SPY, UPPER);
    }

    @Test
    void the_days_together_are_the_whole() {
        for (Bars expected : given) {
            List<Long> byDay = new ArrayList<>();
            for (LocalDate date : source.dates()) {
                Bars day = source.day(expected.symbol(), date);
                assertThat(day.isTimeOrdered()).isTrue();
                byDay.addAll(times(day));
            }
            assertThat(byDay).as("days of %s", expected.symbol()).isEqualTo(times(expected));
        }
    }

    @Test
    void a_source_without_bars_answers_too() {
        BarSource empty = open(List.of());

        assertThat(empty.dates()).isEmpty();
        assertThat(empty.symbols(FIRST)).isEmpty();
        assertThat(empty.day(SPY, FIRST).isEmpty()).isTrue();
        assertThat(empty.bars(SPY, LONG_AGO, FAR_AHEAD).isEmpty()).isTrue();
    }

    private static Bars bars(Symbol symbol, double price, LocalDate... dates) {
        Bars.Builder bars = Bars.builder(symbol).interval(Duration.ofMinutes(1));
        for (LocalDate date : dates) {
            long open = date.toEpochDay() * UtcMicros.PER_DAY + (14 * 60 + 31) * UtcMicros.PER_MINUTE;
            for (int i = 0; i < PER_DAY; i++) {
                double close = price + i * 0.01;
                double volume = 100 + i;
                bars.add(
                        open + i * UtcMicros.PER_MINUTE,
                        price,
                        close + 0.01,
                        price - 0.01,
                        close,
                        volume,
                        close * volume);
            }
        }
        return bars.build();
    }

    private static List<Long> times(Bars bars) {
        return IntStream.range(0, bars.size()).mapToObj(bars::time).toList();
    }
}
