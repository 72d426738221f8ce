package dev.barque.benchmarks;

import dev.barque.core.decision.Decision;
import dev.barque.core.market.Symbol;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What one live bar costs: features stored with durability {@code OS}, decided, recorded or not. Percentiles: {@link LiveLatency}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LiveBar {
    /** The id of the profile. */
    @Param({"PUBLISHED_V1", "V1"})
    public String profile = "V1";

    /** Where decisions go. */
    @Param({"none", "jsonl"})
    public String log = "none";

    private final Scratch scratch = new Scratch();
    private final LiveFeed feed = new LiveFeed(Symbol.of("SPY"), 1);
    private LiveSystem system = new LiveSystem(scratch.resolve("none"), "V1", "none");

    /** Opens a home. */
    @Setup
    public void open() {
        system.close();
        system = new LiveSystem(scratch.resolve("home"), profile, log);
    }

    /** Closes and deletes it. */
    @TearDown
    public void close() {
        system.close();
        scratch.close();
    }

    /** The next bar of a symbol. */
    @Benchmark
    public Decision barToDecision() {
        feed.next();
        return system.offer(feed);
    }
}
