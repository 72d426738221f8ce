package dev.barque.ops.micrometer;

import dev.barque.ops.CheckState;
import dev.barque.ops.HealthEvent;
import dev.barque.ops.HealthListener;
import dev.barque.ops.HealthReport;
import dev.barque.ops.HealthRunner;
import dev.barque.ops.HealthStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * The results of a runner as meters of a registry. Hand it to the builder of the runner as a listener, then to {@link #watch} the runner.
 *
 * <p>Gauges: {@code barque.health.state} with tags {@code check}, {@code criticality} and {@code state} is 1 for the state that a check is
 * shown in and 0 for the three others; {@code barque.health.alarming} with {@code check} and {@code criticality} is 1 while somebody has to
 * be told; {@code barque.health.whole} with {@code state} is the same for the whole; {@code barque.health.threads} and
 * {@code barque.health.stuck} count threads and checks that hang. They are read from the runner whenever they are asked for, so that a stale
 * result is unknown here too. Counters with {@code check}: {@code barque.health.results} (also {@code observed}, the status of the result),
 * {@code barque.health.failures} (runs in which the check threw), {@code barque.health.changes} of what is shown. Timer:
 * {@code barque.health.duration} with {@code check}, of runs that were begun. Results that another check explains are not counted.
 */
public final class HealthMeters implements HealthListener {
    private static final String PREFIX = "barque.health.";

    private final MeterRegistry registry;

    private HealthMeters(MeterRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    /** Meters in a registry. */
    public static HealthMeters in(MeterRegistry registry) {
        return new HealthMeters(registry);
    }

    /** Registers the gauges of a runner; once for a runner, and one runner for a registry. */
    public void watch(HealthRunner runner) {
        for (CheckState check : runner.latest().checks()) {
            String id = check.id();
            String criticality = check.result().check().criticality().name().toLowerCase(Locale.ROOT);
            for (HealthStatus status : HealthStatus.values()) {
                Gauge.builder(PREFIX + "state", runner, of(id, now -> now.status() == status))
                        .tags("check", id, "criticality", criticality, "state", status.id())
                        .description("1 for the state that the check is shown in")
                        .strongReference(true)
                        .register(registry);
            }
            Gauge.builder(PREFIX + "alarming", runner, of(id, CheckState::isAlarming))
                    .tags("check", id, "criticality", criticality)
                    .description("1 while somebody has to be told of the check")
                    .strongReference(true)
                    .register(registry);
        }
        for (HealthStatus status : HealthStatus.values()) {
            whole("whole", runner, report -> report.status() == status ? 1 : 0)
                    .tag("state", status.id())
                    .description("1 for the state of the whole")
                    .register(registry);
        }
        whole("threads", runner, report -> report.runner().threads())
                .description("Threads that run checks")
                .register(registry);
        whole("stuck", runner, report -> report.runner().stuck().size())
                .description("Checks that hang")
                .register(registry);
    }

    private interface Question {
        boolean holds(CheckState now);
    }

    private static ToDoubleFunction<HealthRunner> of(String id, Question question) {
        return runner -> runner.latest().find(id).filter(question::holds).isPresent() ? 1 : 0;
    }

    private static Gauge.Builder<HealthRunner> whole(
            String name, HealthRunner runner, ToDoubleFunction<HealthReport> value) {
        return Gauge.builder(PREFIX + name, runner, of -> value.applyAsDouble(of.latest()))
                .strongReference(true);
    }

    @Override
    public void on(HealthEvent event) {
        CheckState state = event.state();
        if (event.isChange()) {
            counter("changes", state).register(registry).increment();
        }
        if (state.explainedBy().isPresent()) {
            return;
        }
        counter("results", state)
                .tag("observed", state.observed().id())
                .register(registry)
                .increment();
        if (state.result().failure().isPresent()) {
            counter("failures", state).register(registry).increment();
        }
        if (!state.result().took().isZero()) {
            Timer.builder(PREFIX + "duration")
                    .tag("check", state.id())
                    .description("How long runs of the check took")
                    .register(registry)
                    .record(state.result().took());
        }
    }

    private static Counter.Builder counter(String name, CheckState state) {
        return Counter.builder(PREFIX + name).tag("check", state.id());
    }
}
