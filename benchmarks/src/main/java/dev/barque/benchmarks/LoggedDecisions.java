package dev.barque.benchmarks;

import dev.barque.agents.DecisionPipeline;
import dev.barque.agents.OptionChains;
import dev.barque.agents.standard.StandardProfiles;
import dev.barque.core.decision.Decision;
import dev.barque.core.decision.Grounds;
import dev.barque.core.decision.NoTrade;
import dev.barque.core.decision.Trade;
import dev.barque.core.market.Bars;
import dev.barque.store.decisions.DecisionJson;
import dev.barque.store.decisions.JsonlDecisionLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to keep the decision of one bar: appended to the log at OS durability, and as text alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LoggedDecisions {
    private final List<Decision> day = new ArrayList<>();
    private @Nullable Scratch scratch;
    private JsonlDecisionLog log = JsonlDecisionLog.in(Path.of("unused"));
    private long next;

    /** The decisions of a day by V1, and a new log. */
    @Setup(Level.Iteration)
    public void begin() {
        if (day.isEmpty()) {
            DecisionPipeline pipeline = new DecisionPipeline(StandardProfiles.v1(), OptionChains.none());
            Bars bars = RandomDay.of(1);
            for (int i = pipeline.profile().warmUpBars(); i < bars.size(); i++) {
                day.add(pipeline.decide(pipeline.features(bars, i), pipeline.contextAt(bars, i)));
            }
            requireEqualWhenReadBack();
        }
        scratch = new Scratch();
        log = JsonlDecisionLog.ofHome(scratch.resolve("home"));
        next = 0;
    }

    /** Lets go of it. */
    @TearDown(Level.Iteration)
    public void end() {
        log.close();
        if (scratch != null) {
            scratch.close();
        }
    }

    /** How many records there are. */
    long written() {
        return log.written();
    }

    private void requireEqualWhenReadBack() {
        for (Decision decision : day) {
            String text = DecisionJson.of(decision);
            if (!DecisionJson.of(DecisionJson.parse(text)).equals(text)) {
                throw new IllegalStateException("A decision does not come back as it was: " + text);
            }
        }
    }

    /** A decision that has no record yet; its evidence is made into text on the way. */
    @Benchmark
    public void append() {
        Decision decision = day.get((int) (next % day.size()));
        log.append(at(decision, Instant.ofEpochSecond(1_761_264_000L + next / 1_000_000, next % 1_000_000 * 1_000)));
        next++;
    }

    /** The record alone, as a text of its own. */
    @Benchmark
    public String text() {
        return DecisionJson.of(day.get((int) (next++ % day.size())));
    }

    private static Decision at(Decision decision, Instant time) {
        Grounds was = decision.grounds();
        Grounds grounds = new Grounds(
                was.symbol(),
                time,
                was.profile(),
                was.row(),
                was.views(),
                was.scores(),
                was.verdicts(),
                was.circumstances());
        if (decision instanceof Trade trade) {
            return new Trade(
                    grounds,
                    trade.direction(),
                    trade.confidence(),
                    trade.size(),
                    trade.timeStopBars(),
                    trade.stopLoss(),
                    trade.rationale());
        }
        NoTrade none = (NoTrade) decision;
        return new NoTrade(grounds, none.reason(), none.smallestChange());
    }
}
