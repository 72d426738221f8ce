package dev.barque.ops.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.ops.CheckContext;
import dev.barque.ops.CheckPolicy;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.HealthChecks;
import dev.barque.ops.HealthRunner;
import dev.barque.ops.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private volatile Supplier<Verdict> disk = () -> new Verdict.Healthy("All is well.");
    private final AtomicLong nanos = new AtomicLong();
    private final HealthMeters meters = HealthMeters.in(registry);
    private final HealthRunner runner = HealthRunner.builder(
                    HealthChecks.of(
                            List.of(check("disk", () -> disk.get()), check("log", () -> new Verdict.Healthy("Fine.")))),
                    CheckContext.builder(Clock.systemUTC()).build(),
                    Thread::new)
            .policy("log", CheckPolicy.standard().withDependencies(Set.of("disk")))
            .nanos(nanos::get)
            .listener(meters)
            .build();

    @AfterEach
    void end() {
        runner.close();
    }

    @Test
    void a_gauge_for_each_state_tells_which_one_is_shown() {
        meters.watch(runner);
        assertThat(state("disk", "unknown")).as("never run").isEqualTo(1);

        runner.run();
        assertThat(state("disk", "healthy")).isEqualTo(1);
        assertThat(state("disk", "unknown")).isZero();
        assertThat(gauge("barque.health.whole", "state", "healthy")).isEqualTo(1);

        disk = HealthMetersTest::broken;
        runner.run();
        assertThat(state("disk", "unhealthy")).isEqualTo(1);
        assertThat(gauge("barque.health.alarming", "check", "disk")).isEqualTo(1);
        assertThat(gauge("barque.health.alarming", "check", "log"))
                .as("explained")
                .isZero();
        assertThat(gauge("barque.health.whole", "state", "unhealthy")).isEqualTo(1);
        assertThat(registry.get("barque.health.stuck").gauge().value()).isZero();
    }

    @Test
    void a_stale_result_is_not_healthy_here_either() {
        meters.watch(runner);
        runner.run();
        nanos.addAndGet(Duration.ofMinutes(11).toNanos());

        assertThat(state("disk", "healthy")).isZero();
        assertThat(state("disk", "unknown")).isEqualTo(1);
    }

    @Test
    void results_failures_changes_and_durations_are_counted() {
        runner.run();
        runner.run();
        disk = () -> {
            throw new IllegalStateException("planted");
        };
        runner.run();
        disk = HealthMetersTest::broken;
        runner.run();
        runner.close();

        assertThat(counter("results", "observed", "healthy")).isEqualTo(2);
        assertThat(counter("results", "observed", "unknown")).isEqualTo(1);
        assertThat(counter("results", "observed", "unhealthy")).isEqualTo(1);
        assertThat(counter("failures", "check", "disk")).isEqualTo(1);
        assertThat(counter("changes", "check", "disk"))
                .as("to healthy, unknown, unhealthy")
                .isEqualTo(3);
        assertThat(registry.get("barque.health.duration")
                        .tag("check", "disk")
                        .timer()
                        .count())
                .isEqualTo(4);
        assertThat(registry.get("barque.health.results")
                        .tag("check", "log")
                        .counter()
                        .count())
                .as("the last one is explained by the disk")
                .isEqualTo(3);
    }

    private double state(String check, String state) {
        return registry.get("barque.health.state")
                .tags("check", check, "state", state)
                .gauge()
                .value();
    }

    private double gauge(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).gauge().value();
    }

    private double counter(String name, String tag, String value) {
        return registry.get("barque.health." + name)
                .tag("check", "disk")
                .tag(tag, value)
                .counter()
                .count();
    }

    private static Verdict broken() {
        return new Verdict.Unhealthy(List.of(new Verdict.Finding("the disk", "gone", "there", "Put it back.")));
    }

    private static HealthCheck check(String id, Supplier<Verdict> answer) {
        return new HealthCheck() {
            @Override
            public Descriptor descriptor() {
                return new Descriptor(
                        id, "Is it well?", Set.of(), Duration.ofSeconds(20), Criticality.CRITICAL, Set.of());
            }

            @Override
            public Verdict run(CheckContext context) {
                return answer.get();
            }
        };
    }
}
