package dev.barque.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.barque.ops.report.HealthJson;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a pass over cheap checks allocates, on all threads that take part; times are in the benchmarks. */
class RunnerCostTest {
    private static final int PASSES = 200;
    private static final int ROUNDS = 6;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Rig rig = new Rig();

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    void
            a_pass_over_thirty_cheap_checks_allocates_less_than_ten_kilobytes_and_a_check_no_more_among_sixteen_times_as_many() {
        long few = bytesOfAPass(30);
        assertThat(few).as("bytes of a pass").isBetween(1_000L, 10_000L);
        assertThat(bytesOfAPass(480) / 480.0).as("bytes of a check among 480").isBetween(30.0, 1.1 * few / 30);
    }

    private long bytesOfAPass(int count) {
        List<HealthCheck> checks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            checks.add(FakeCheck.healthy("cheap-" + i));
        }
        try (HealthRunner runner = rig.runner(checks.toArray(HealthCheck[]::new))) {
            return leastOfRounds(() -> assertThat(runner.run().status()).isEqualTo(HealthStatus.HEALTHY));
        }
    }

    @Test
    void the_json_of_thirty_checks_allocates_less_than_a_tenth_of_a_megabyte() {
        List<HealthCheck> checks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            checks.add(FakeCheck.healthy("cheap-" + i));
        }
        try (HealthRunner runner = rig.runner(checks.toArray(HealthCheck[]::new))) {
            HealthReport report = runner.run();
            assertThat(leastOfRounds(() -> assertThat(HealthJson.of(report)).endsWith("}")))
                    .as("bytes of a document")
                    .isBetween(1_000L, 100_000L);
        }
    }

    /** Bytes of a call. The best round counts: in the others code may still run that was not compiled yet. */
    private long leastOfRounds(Runnable call) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = allocated();
            for (int i = 0; i < PASSES; i++) {
                call.run();
            }
            least = Math.min(least, (allocated() - before) / PASSES);
        }
        return least;
    }

    private long allocated() {
        long sum = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (Thread thread : rig.threads) {
            sum += Math.max(0, threads.getThreadAllocatedBytes(thread.getId()));
        }
        return sum;
    }
}
