package dev.barque.testkit.gates;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.DecisionSession;
import dev.barque.agents.OptionChains;
import dev.barque.agents.Profile;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.decision.Circumstances;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.market.Bars;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.testkit.cost.Heap;
import dev.barque.testkit.cost.ProcessorTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Engines over a window of bars, and the decision on a row. */
@Tag("cost")
class BarCostTest {
    private static final int CALLS = 200;

    /** Makes the features of a bar. */
    @FunctionalInterface
    interface Features {
        FeatureRow at(DecisionPipeline pipeline, Bars bars, int i);
    }

    static Bars bars(int sessions) {
        SplittableRandom random = new SplittableRandom(1);
        Bars.Builder bars = Bars.builder(Symbol.of("SPY")).interval(Duration.ofMinutes(1));
        double price = 600;
        for (int i = 0; i < 390 * sessions; i++) {
            price *= 1 + (random.nextDouble() - 0.5) * 1e-3;
            double volume = 50_000 + random.nextInt(100_000);
            long open = UtcMicros.of(Instant.parse("2025-11-03T14:30:00Z")) + i / 390 * UtcMicros.PER_DAY;
            bars.add(open + (1 + i % 390) * UtcMicros.PER_MINUTE, price, volume, price * volume);
        }
        return bars.build();
    }

    static DecisionPipeline pipeline(String profile) {
        Profile found = StandardProfiles.all().stream()
                .filter(candidate -> candidate.id().equals(profile))
                .findFirst()
                .orElseThrow();
        return new DecisionPipeline(found, OptionChains.none());
    }

    private static double heap(Features features, DecisionPipeline pipeline, Bars bars) {
        int from = bars.size() - 100;
        return Heap.perCall(CALLS, i -> features.at(pipeline, bars, from + i % 100));
    }

    static void features_take_the_same_heap_whatever_lies_before(String profile, double budget, Features features) {
        DecisionPipeline pipeline = pipeline(profile);
        double few = heap(features, pipeline, bars(2));
        double many = heap(features, pipeline, bars(32));
        Gate.atMost(budget, few, "bytes of heap for the features of a bar by whole windows, " + profile);
        Gate.atMost(1.1 * few, many, "the same with 16 times as many bars before");
    }

    @ParameterizedTest
    @CsvSource({"PUBLISHED_V1, 16900", "V1, 29300"})
    void features_take_the_same_heap_whatever_lies_before(String profile, double budget) {
        features_take_the_same_heap_whatever_lies_before(profile, budget, DecisionPipeline::features);
    }

    static void features_take_little_longer_whatever_lies_before(Features features) {
        DecisionPipeline pipeline = pipeline("V1");
        Bars few = bars(2);
        Bars many = bars(32);
        double growth =
                ProcessorTime.growth(3, () -> run(features, pipeline, few), () -> run(features, pipeline, many));
        Gate.atMost(3, growth, "time of features with 16 times as many bars before, as a multiple");
    }

    private static void run(Features features, DecisionPipeline pipeline, Bars bars) {
        for (int i = bars.size() - 200; i < bars.size(); i++) {
            Gate.atLeast(1, features.at(pipeline, bars, i).eventMicros(), "time of the row");
        }
    }

    @Test
    void features_take_little_longer_whatever_lies_before() {
        features_take_little_longer_whatever_lies_before(DecisionPipeline::features);
    }

    @ParameterizedTest
    @CsvSource({"PUBLISHED_V1, 360", "V1, 570"})
    void a_decision_takes_no_more_heap_after_sixteen_times_as_many(String profile, double budget) {
        DecisionPipeline pipeline = pipeline(profile);
        Bars bars = bars(2);
        List<FeatureRow> rows = IntStream.range(400, bars.size())
                .mapToObj(i -> pipeline.features(bars, i))
                .toList();
        DecisionSession session = pipeline.newSession();
        double first = decisions(session, pipeline, bars, rows);
        for (int i = 0; i < 14; i++) {
            decisions(session, pipeline, bars, rows);
        }
        double last = decisions(session, pipeline, bars, rows);
        Gate.atMost(budget, last, "bytes of heap for a decision, " + profile);
        Gate.atMost(1.1 * first, last, "bytes of heap for a decision after 16 times as many");
    }

    private static double decisions(
            DecisionSession session, DecisionPipeline pipeline, Bars bars, List<FeatureRow> rows) {
        Circumstances unknown = Circumstances.unknown();
        return Heap.perCall(rows.size(), i -> {
            int at = i % rows.size();
            session.decide(rows.get(at), pipeline.contextAt(bars, 400 + at), unknown);
        });
    }
}
