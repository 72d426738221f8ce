package dev.barque.benchmarks;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.Profile;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.decision.Decision;
import dev.barque.core.market.Bars;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one bar costs on its way from the bars to a decision; nothing is stored. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PerBar {
    /** The id of the profile. */
    @Param({"PUBLISHED_V1", "V1"})
    public String profile = "V1";

    private final Bars bars = RandomDay.of(1);
    private DecisionPipeline pipeline = pipelineOf("V1");
    private int next;

    /** Chooses the profile. */
    @Setup
    public void choose() {
        pipeline = pipelineOf(profile);
        next = pipeline.profile().warmUpBars();
    }

    /** The bars of the day in turn, from the first that gets features. */
    @Benchmark
    public Decision barToDecision() {
        int i = next;
        next = i + 1 < bars.size() ? i + 1 : pipeline.profile().warmUpBars();
        return pipeline.decide(pipeline.features(bars, i), pipeline.contextAt(bars, i));
    }

    private static DecisionPipeline pipelineOf(String id) {
        Profile chosen = StandardProfiles.all().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();
        return new DecisionPipeline(chosen, StandardProfiles.standInChains());
    }
}
