package dev.barque.agents.standard;

import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineOutput;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.Profile;
import dev.barque.core.decision.AgentView;
import dev.barque.core.decision.Evidence;
import dev.barque.core.decision.Levels;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Interval;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Bars;
import dev.barque.core.market.OptionChain;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Bars, rows and views for tests. */
final class Fixtures {
    static final Symbol SPY = Symbol.of("SPY");
    static final long OPEN = UtcMicros.of(Instant.parse("2025-10-24T13:31:00Z"));

    private Fixtures() {}

    /** A random walk of one-minute bars; the same seed gives the same bars. */
    static Bars walk(long seed, int size) {
        Random random = new Random(seed);
        Bars.Builder bars = Bars.builder(SPY).interval(Duration.ofMinutes(1));
        double price = 650;
        for (int i = 0; i < size; i++) {
            price *= 1 + 0.0005 * random.nextGaussian();
            double volume = 1000 + random.nextInt(100_000);
            bars.add(OPEN + i * UtcMicros.PER_MINUTE, price, volume, price * volume);
        }
        return bars.build();
    }

    static Bars prices(double... prices) {
        Bars.Builder bars = Bars.builder(SPY).interval(Duration.ofMinutes(1));
        for (int i = 0; i < prices.length; i++) {
            bars.add(OPEN + i * UtcMicros.PER_MINUTE, prices[i], 1000, 1000 * prices[i]);
        }
        return bars.build();
    }

    /** What an engine writes about the last of these bars, as a row of its own fields. */
    static FeatureRow compute(FeatureEngine engine, Bars bars) {
        return compute(engine, bars, bars.time(bars.size() - 1), null);
    }

    static FeatureRow compute(FeatureEngine engine, Bars bars, long now, @Nullable OptionChain chain) {
        FeatureSet set =
                new FeatureSet(FeatureSetId.of("test"), engine.descriptor().schema(), Lookback.sameDate());
        FeatureRow.Builder row = FeatureRow.builder(set, SPY);
        double spot = bars.isEmpty() ? 650 : bars.close(bars.size() - 1);
        engine.compute(new EngineInput(now, spot, bars.window(), chain, 0), new EngineOutput(row, 0));
        return row.build(now, now);
    }

    static FeatureEngine engine(Profile profile, String id) {
        return profile.engines().stream()
                .filter(e -> e.descriptor().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static double number(FeatureRow row, String field) {
        return row.float64(row.schema().indexOf(field));
    }

    static boolean isNull(FeatureRow row, String field) {
        return row.isNull(row.schema().indexOf(field));
    }

    static List<Interval> zones(FeatureRow row, String field) {
        return row.intervals(row.schema().indexOf(field));
    }

    static AgentView view(String agent, double bias, double confidence) {
        return AgentView.of(agent, bias, confidence, "test", Levels.none(), Evidence.none());
    }

    static AgentView liquidityWith(double bias, double confidence, List<Interval> support, List<Interval> resistance) {
        return AgentView.of(
                "liquidity", bias, confidence, "zone_follow", new Levels(support, resistance), Evidence.none());
    }
}
