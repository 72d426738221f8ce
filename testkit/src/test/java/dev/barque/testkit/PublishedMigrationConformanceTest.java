package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.FeatureHistory;
import dev.barque.agents.OptionChains;
import dev.barque.agents.standard.PublishedMigration;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.feature.FeatureMigration;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.MigrationOutcome;
import dev.barque.core.market.BarSource;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class PublishedMigrationConformanceTest extends FeatureMigrationConformance {
    private static final Symbol SPY = Symbol.of("SPY");
    private static final LocalDate DATE = LocalDate.parse("2025-10-27");

    private final BarSource bars =
            new InMemoryBarSource(List.of(walk("2025-10-24T13:31:00Z"), walk("2025-10-27T13:31:00Z")));

    private static Bars walk(String first) {
        Random random = new Random(3);
        Bars.Builder bars = Bars.builder(SPY).interval(Duration.ofMinutes(1));
        double price = 650;
        for (int i = 0; i < 100; i++) {
            price *= 1 + 0.0005 * random.nextGaussian();
            bars.add(UtcMicros.of(Instant.parse(first)) + i * UtcMicros.PER_MINUTE, price, 1_000 + i, 1_000 * price);
        }
        return bars.build();
    }

    @Override
    protected FeatureMigration migration() {
        return new PublishedMigration();
    }

    @Override
    protected BarSource bars() {
        return bars;
    }

    /** As the published profile computes them from the same bars. */
    @Override
    protected List<FeatureRow> rows() {
        return new FeatureHistory(
                        new DecisionPipeline(StandardProfiles.publishedV1(), StandardProfiles.standInChains()), bars)
                .rows(SPY, DATE);
    }

    @Test
    void a_row_becomes_what_the_corrected_engines_say_about_the_same_bar() {
        List<FeatureRow> corrected = new FeatureHistory(
                        new DecisionPipeline(StandardProfiles.v1(), OptionChains.none()), bars)
                .rows(SPY, DATE);
        List<FeatureRow> old = rows();
        List<MigrationOutcome> outcomes = migration().migrate(SPY, old, bars);

        assertThat(outcomes).hasSize(50);
        for (int i = 0; i < outcomes.size(); i++) {
            FeatureRow row = ((MigrationOutcome.Migrated) outcomes.get(i)).row();
            assertThat(row.sameContent(corrected.get(50 + i))).isTrue();
            assertThat(row.eventTime()).isEqualTo(old.get(i).eventTime().plusSeconds(60));
        }
    }

    @Test
    void a_row_that_cannot_be_computed_is_refused_with_what_is_missing() {
        // The rows are about the minutes that opened from 14:20 on.
        BarSource late = new InMemoryBarSource(List.of(walk("2025-10-27T14:31:00Z")));
        Bars.Builder undeclared = Bars.builder(SPY);
        Bars monday = bars.day(SPY, DATE);
        for (int i = 0; i < monday.size(); i++) {
            undeclared.copy(monday, i);
        }

        List<MigrationOutcome> outcomes = migration().migrate(SPY, rows(), late);

        assertThat(reason(outcomes.get(0))).isEqualTo("there is no bar of SPY that opened at 2025-10-27T14:20:00Z");
        assertThat(reason(outcomes.get(10)))
                .isEqualTo("there are 0 bars before the one that opened at 2025-10-27T14:30:00Z, and 20 are needed");
        assertThat(outcomes.get(30)).isInstanceOf(MigrationOutcome.Migrated.class);
        assertThat(reason(migration()
                        .migrate(SPY, rows(), new InMemoryBarSource(List.of(undeclared.build())))
                        .get(0)))
                .contains("do not say how long they last");
    }

    private static String reason(MigrationOutcome outcome) {
        return ((MigrationOutcome.Refused) outcome).reason();
    }

    @Test
    void hosts_find_it_by_the_service_loader() {
        assertThat(ServiceLoader.load(FeatureMigration.class))
                .extracting(found -> found.descriptor().id())
                .contains("published-to-v1");
    }
}
