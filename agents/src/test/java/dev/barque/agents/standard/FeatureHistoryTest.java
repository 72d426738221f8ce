package dev.barque.agents.standard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.FeatureHistory;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.agents.WindowRule;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureHistoryTest {
    private static final LocalDate FIRST = LocalDate.parse("2025-10-24");
    private static final int BARS = 2_000;

    /** Minutes that go on over midnight. */
    private final Bars bars = walk();

    private static Bars walk() {
        Random random = new Random(11);
        Bars.Builder bars = Bars.builder(Fixtures.SPY).interval(Duration.ofMinutes(1));
        long time = UtcMicros.of(Instant.parse("2025-10-24T14:00:00Z"));
        for (int i = 0; i < BARS; i++) {
            double price = 650 + random.nextGaussian();
            bars.add(time + i * UtcMicros.PER_MINUTE, price, 1_000, 1_000 * price);
        }
        return bars.build();
    }

    @Test
    void the_rows_of_a_date_are_those_that_are_computed_bar_by_bar_over_midnight() {
        DecisionPipeline pipeline = new DecisionPipeline(StandardProfiles.v1(), OptionChains.none());

        List<FeatureRow> rows = new FeatureHistory(pipeline, source()).rows(Fixtures.SPY, FIRST.plusDays(1));

        List<FeatureRow> expected = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            if (UtcMicros.utcDate(bars.time(i)).equals(FIRST.plusDays(1))) {
                expected.add(pipeline.features(bars, i));
            }
        }
        assertThat(rows).hasSize(expected.size()).hasSizeGreaterThan(1_000);
        assertThat(IntStream.range(0, rows.size()).filter(i -> !rows.get(i).sameContent(expected.get(i))))
                .isEmpty();
    }

    @Test
    void a_bar_that_completes_at_midnight_and_is_stamped_with_its_opening_belongs_to_the_date_before() {
        Profile published = StandardProfiles.publishedV1();
        Profile across = new Profile(
                published.id(),
                published.featureSet(),
                published.engines(),
                published.agents(),
                published.composer(),
                published.guards(),
                published.missingEngines(),
                published.stampRule(),
                WindowRule.ACROSS_DAYS,
                published.warmUpBars());
        FeatureHistory history =
                new FeatureHistory(new DecisionPipeline(across, StandardProfiles.standInChains()), source());

        List<FeatureRow> first = history.rows(Fixtures.SPY, FIRST);
        List<FeatureRow> second = history.rows(Fixtures.SPY, FIRST.plusDays(1));

        assertThat(first.get(first.size() - 1).eventTime()).isEqualTo(Instant.parse("2025-10-24T23:59:00Z"));
        assertThat(second.get(0).eventTime()).isEqualTo(Instant.parse("2025-10-25T00:00:00Z"));
        assertThat(first.size() + second.size()).isEqualTo(BARS - published.warmUpBars());
    }

    @Test
    void windows_of_the_published_profile_begin_with_the_date() {
        DecisionPipeline pipeline =
                new DecisionPipeline(StandardProfiles.publishedV1(), StandardProfiles.standInChains());

        List<FeatureRow> rows = new FeatureHistory(pipeline, source()).rows(Fixtures.SPY, FIRST.plusDays(1));

        assertThat(rows.get(0).eventTime()).isEqualTo(Instant.parse("2025-10-25T00:49:00Z"));
    }

    @Test
    void a_date_without_bars_has_no_rows() {
        DecisionPipeline pipeline = new DecisionPipeline(StandardProfiles.v1(), OptionChains.none());

        assertThat(new FeatureHistory(pipeline, source()).rows(Fixtures.SPY, FIRST.minusDays(1)))
                .isEmpty();
        assertThat(new FeatureHistory(pipeline, source()).rows(Symbol.of("QQQ"), FIRST))
                .isEmpty();
    }

    private BarSource source() {
        return new BarSource() {
            @Override
            public Bars bars(Symbol symbol, Instant from, Instant to) {
                throw new UnsupportedOperationException("nobody asks for it");
            }

            @Override
            public List<LocalDate> dates() {
                return List.of(FIRST, FIRST.plusDays(1));
            }

            @Override
            public Set<Symbol> symbols(LocalDate date) {
                return Set.of(bars.symbol());
            }

            @Override
            public Bars day(Symbol symbol, LocalDate date) {
                Bars.Builder day = Bars.builder(symbol).interval(bars.interval());
                for (int i = 0; i < bars.size() && symbol.equals(bars.symbol()); i++) {
                    if (UtcMicros.utcDate(bars.time(i)).equals(date)) {
                        day.copy(bars, i);
                    }
                }
                return day.build();
            }
        };
    }
}
