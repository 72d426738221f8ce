package dev.barque.benchmarks.peers;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import dev.barque.benchmarks.ThirtyChecks;
import dev.barque.benchmarks.contest.Work;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Dropwizard's registry with an executor; it has no deadlines, so that one check that hangs stops the pass. */
final class DropwizardChecks implements Work {
    private final ThirtyChecks given;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HealthCheckRegistry registry = new HealthCheckRegistry();
    private long healthy;

    DropwizardChecks(ThirtyChecks given) {
        this.given = given;
        Clock clock = Clock.systemUTC();
        for (int i = 0; i < ThirtyChecks.CHECKS; i++) {
            registry.register("cheap-" + i, new HealthCheck() {
                @Override
                protected Result check() {
                    return Result.healthy(ThirtyChecks.found(clock));
                }
            });
        }
    }

    @Override
    public void run() {
        healthy = 0;
        for (int i = 0; i < given.passes(); i++) {
            healthy += registry.runHealthChecks(threads).values().stream()
                    .filter(HealthCheck.Result::isHealthy)
                    .count();
        }
    }

    @Override
    public double checksum() {
        return healthy;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
