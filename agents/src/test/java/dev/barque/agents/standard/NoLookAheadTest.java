package dev.barque.agents.standard;

import static dev.barque.agents.standard.Fixtures.walk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.EngineInput;
import dev.barque.agents.EngineOutput;
import dev.barque.agents.FeatureEngine;
import dev.barque.agents.Profile;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureSetId;
import dev.barque.core.feature.Lookback;
import dev.barque.core.market.Bars;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What comes after a bar changes nothing about it: not its features, not its decision. */
class NoLookAheadTest {
    @RepeatedTest(5)
    void features_and_decisions_are_the_same_when_later_bars_change(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        Bars bars = walk(seed, 520);
        for (Profile profile : StandardProfiles.all()) {
            DecisionPipeline pipeline = new DecisionPipeline(profile, StandardProfiles.standInChains());
            Random random = new Random(seed);
            for (int sample = 0; sample < 20; sample++) {
                int i = 130 + random.nextInt(380);
                Bars perturbed = perturbedAfter(bars, i, random);

                FeatureRow before = pipeline.features(bars, i);
                FeatureRow after = pipeline.features(perturbed, i);

                assertThat(after.sameContent(before))
                        .as("%s, seed %d, bar %d", profile.id(), seed, i)
                        .isTrue();
                assertThat(pipeline.decide(after, pipeline.contextAt(perturbed, i))
                                .explanation())
                        .isEqualTo(pipeline.decide(before, pipeline.contextAt(bars, i))
                                .explanation());
            }
        }
    }

    @Test
    void mended_engines_ignore_later_bars_even_when_they_are_handed_them() {
        Bars bars = walk(9, 520);
        Bars perturbed = perturbedAfter(bars, 450, new Random(9));
        for (FeatureEngine engine : StandardProfiles.v1().engines()) {
            assertThat(compute(engine, perturbed, bars.time(450)).sameContent(compute(engine, bars, bars.time(450))))
                    .as(engine.descriptor().id())
                    .isTrue();
        }
    }

    private static FeatureRow compute(FeatureEngine engine, Bars bars, long now) {
        FeatureSet set =
                new FeatureSet(FeatureSetId.of("test"), engine.descriptor().schema(), Lookback.sameDate());
        FeatureRow.Builder row = FeatureRow.builder(set, bars.symbol());
        engine.compute(new EngineInput(now, 650, bars.window(), null, 0), new EngineOutput(row, 0));
        return row.build(now, now);
    }

    private static Bars perturbedAfter(Bars bars, int last, Random random) {
        Bars.Builder out = Bars.builder(bars.symbol()).interval(bars.interval());
        for (int i = 0; i < bars.size(); i++) {
            if (i <= last) {
                out.copy(bars, i);
            } else {
                double price = 100 + 1000 * random.nextDouble();
                out.add(bars.time(i), price, random.nextInt(10_000), price * random.nextInt(10_000));
            }
        }
        return out.build();
    }
}
