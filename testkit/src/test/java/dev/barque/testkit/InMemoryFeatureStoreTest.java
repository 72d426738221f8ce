package dev.barque.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.AsOf;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureStore;
import dev.barque.core.market.Symbol;
import dev.barque.testkit.internal.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryFeatureStoreTest extends FeatureStoreConformance {
    private static final Instant T = Instant.parse("2025-11-03T15:30:00Z");
    private static final Symbol SPY = Symbol.of("SPY");

    private final SettableClock clock = SettableClock.at(T);

    @Override
    protected FeatureStore open(List<FeatureSet> sets) {
        return new InMemoryFeatureStore(clock);
    }

    @Test
    void rows_carry_the_time_of_writing() {
        clock.advance(Duration.ofMinutes(7));
        InMemoryFeatureStore store = new InMemoryFeatureStore(clock);
        store.append(Samples.row(Samples.DAILY, SPY, T, T, 1));

        assertThat(store.get(Samples.DAILY.id(), SPY, AsOf.at(T)).ingestedMicros())
                .isEqualTo(AsOf.at(T.plusSeconds(420)).eventMicros());
        assertThat(store.size()).isOne();
    }

    @Test
    void a_closed_store_refuses_every_call() {
        InMemoryFeatureStore store = new InMemoryFeatureStore(clock);
        store.close();

        assertThatThrownBy(() -> store.append(List.of()))
                .isInstanceOfSatisfying(
                        BarqueException.class, e -> assertThat(e.code()).isEqualTo("store.closed"));
        assertThatThrownBy(() -> store.find(Samples.DAILY.id(), SPY, AsOf.at(T)))
                .hasMessageContaining("Cannot read");
    }
}
