package dev.barque.benchmarks;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.LivePipeline;
import dev.barque.agents.MarketContext;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.DecisionLog;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.Durability;
import dev.barque.store.ParquetFeatureStore;
import dev.barque.store.decisions.JsonlDecisionLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;

/** A live pipeline over a real store with durability {@code OS}, and with the decision log or without. */
final class LiveSystem implements AutoCloseable {
    private final ParquetFeatureStore store;
    private final DecisionLog log;
    private final LivePipeline live;
    private LocalDate prepared = LocalDate.MIN;

    LiveSystem(Path home, String profile, String log) {
        Profile rules = StandardProfiles.all().stream()
                .filter(candidate -> candidate.id().equals(profile))
                .findFirst()
                .orElseThrow();
        // The published profile decides nothing without a chain; the other one is run without, as it ships.
        OptionChains chains = profile.equals("V1")
                ? OptionChains.none()
                : new FixedChains(new MarketContext(Symbol.of("SPY"), 0, 300));
        store = ParquetFeatureStore.builder(home)
                .set(rules.featureSet())
                .durability(Durability.OS)
                // When to seal is the host's choice, and what sealing costs is measured by SealRows.
                .sealAfterBytes(Long.MAX_VALUE)
                .open(Clock.systemUTC());
        this.log = log.equals("none") ? DecisionLog.none() : JsonlDecisionLog.ofHome(home);
        live = LivePipeline.builder(new DecisionPipeline(rules, chains), store)
                .log(this.log)
                .interval(Duration.ofMinutes(1))
                .ticker(System::nanoTime)
                .build();
    }

    LivePipeline live() {
        return live;
    }

    /** What a host does before a session; on other bars nothing. */
    void beforeSession(LiveFeed feed) {
        LocalDate date = UtcMicros.utcDate(feed.time());
        if (log instanceof JsonlDecisionLog written && !date.equals(prepared)) {
            written.prepare(date);
            prepared = date;
        }
    }

    Decision offer(LiveFeed feed) {
        double price = feed.price();
        return live.onBar(
                feed.symbol(),
                feed.time(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                price,
                feed.volume(),
                price * feed.volume());
    }

    @Override
    public void close() {
        log.close();
        store.close();
    }
}
