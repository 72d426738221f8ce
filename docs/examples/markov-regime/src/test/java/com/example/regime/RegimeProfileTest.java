package com.example.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.agents.plugin.Plugins;
import dev.barque.backtest.Replay;
import dev.barque.backtest.ReplayResult;
import dev.barque.backtest.ReplayRules;
import dev.barque.core.decision.Decision;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.testkit.InMemoryFeatureStore;
import dev.barque.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The plug-in at work: found on the class path, part of a profile, replayed. */
class RegimeProfileTest {
    private static final Instant OPEN = Instant.parse("2025-10-24T13:31:00Z");

    private final Plugins plugins = Plugins.discover(getClass().getClassLoader());

    @Test
    void barque_finds_it_by_its_service_files() {
        assertTrue(plugins.failures().isEmpty(), plugins.failures().toString());
        assertEquals(
                2,
                plugins.all().stream()
                        .filter(plugin -> plugin.descriptor().id().equals("regime"))
                        .count());
    }

    @Test
    void its_agent_has_a_view_in_the_decisions_of_a_replay() {
        Profile profile = RegimeProfile.of(plugins);
        DecisionPipeline pipeline = new DecisionPipeline(profile, OptionChains.none());
        Bars bars = minutes(390);

        ReplayResult day;
        try (InMemoryFeatureStore store = new InMemoryFeatureStore(SettableClock.at(OPEN))) {
            store.append(IntStream.range(profile.warmUpBars(), bars.size())
                    .mapToObj(i -> pipeline.features(bars, i))
                    .toList());
            day = new Replay(pipeline, ReplayRules.standard()).run(bars, store);
        }

        long views = day.decisions().stream()
                .filter(RegimeProfileTest::hasViewOfRegime)
                .count();
        assertTrue(views > 300, views + " decisions rest on a view of the regime");
    }

    private static boolean hasViewOfRegime(Decision decision) {
        return decision.grounds().views().stream()
                .anyMatch(view -> view.agent().equals("regime") && !view.abstains());
    }

    private static Bars minutes(int count) {
        Random random = new Random(3);
        Bars.Builder bars = Bars.builder(Symbol.of("SPY")).interval(Duration.ofMinutes(1));
        double price = 650;
        for (int i = 0; i < count; i++) {
            price *= 1 + 0.0005 * random.nextGaussian();
            long time = OPEN.plusSeconds(60L * i).toEpochMilli() * 1_000;
            bars.add(time, price, 1_000 + i, price * (1_000 + i));
        }
        return bars.build();
    }
}
