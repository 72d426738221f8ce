package dev.barque.benchmarks;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.HealthChecks;
import dev.barque.ops.HealthReport;
import dev.barque.ops.HealthRunner;
import dev.barque.ops.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
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

/** What a pass over 30 checks that cost nothing themselves costs, alone and while others hang. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class HealthPass {
    static final int CHEAP = 30;

    /** How many checks beside them hang for ever. */
    @Param({"0", "1", "50"})
    public int hanging;

    private final CountDownLatch over = new CountDownLatch(1);
    private HealthRunner runner = runner(0);

    /** Makes the checks, and lets those that hang come to their deadline once. */
    @Setup
    public void begin() {
        runner = runner(hanging);
        runner.run();
    }

    /** Lets them go. */
    @TearDown
    public void end() {
        over.countDown();
        runner.close();
    }

    /** One pass over all of them. */
    @Benchmark
    public HealthReport pass() {
        return runner.run();
    }

    /** The checks that cost nothing. */
    static List<HealthCheck> cheap() {
        List<HealthCheck> checks = new ArrayList<>();
        for (int i = 0; i < CHEAP; i++) {
            checks.add(new Cheap("cheap-" + i));
        }
        return checks;
    }

    private HealthRunner runner(int thatHang) {
        List<HealthCheck> checks = cheap();
        for (int i = 0; i < thatHang; i++) {
            checks.add(new Hanging("hangs-" + i, over));
        }
        return HealthRunner.builder(
                        HealthChecks.of(checks),
                        CheckContext.builder(Clock.systemUTC()).build(),
                        work -> {
                            Thread thread = new Thread(work, "check");
                            thread.setDaemon(true);
                            return thread;
                        })
                .build();
    }

    private record Cheap(String id) implements HealthCheck {
        @Override
        public Descriptor descriptor() {
            return described(id, Duration.ofSeconds(10));
        }

        @Override
        public Verdict run(CheckContext context) {
            return new Verdict.Healthy(ThirtyChecks.found(context.clock()));
        }
    }

    private record Hanging(String id, CountDownLatch over) implements HealthCheck {
        @Override
        public Descriptor descriptor() {
            return described(id, Duration.ofMillis(500));
        }

        @Override
        public Verdict run(CheckContext context) {
            while (over.getCount() > 0) {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    // It takes no notice.
                }
            }
            return new Verdict.Healthy("At last.");
        }
    }

    private static HealthCheck.Descriptor described(String id, Duration deadline) {
        return new HealthCheck.Descriptor(
                id, "Is it well?", Set.of(), deadline, HealthCheck.Criticality.IMPORTANT, Set.of());
    }
}
