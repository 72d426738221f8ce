package dev.barque.ops.checks.host;

import static dev.barque.ops.checks.internal.Figures.time;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Does the wall clock go as the monotonic clock goes? Holds the clock of the context against {@link Host#steadyTime} in
 * the runs of the window, in a young process also against its start. A wall clock that was set, jumped or stood still
 * differs. Whether the time is right, only a time server could tell; this asks none.
 *
 * @param degradedOff difference above which it is degraded
 * @param unhealthyOff difference above which it is unhealthy
 * @param window after how long a step is forgotten
 */
public record ClockDrift(Duration degradedOff, Duration unhealthyOff, Duration window) implements HealthCheck {
    private static final String ID = "clock-drift";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            ID,
            "Does the wall clock go as the monotonic clock goes?",
            Set.of(Host.class),
            Duration.ofSeconds(2),
            Criticality.IMPORTANT,
            Set.of("host", "pre-market"));

    /** 250 ms, 2 s, forgotten after an hour. */
    public ClockDrift() {
        this(Duration.ofMillis(250), Duration.ofSeconds(2), Duration.ofHours(1));
    }

    /** Refuses durations that are not positive or out of order. */
    public ClockDrift {
        CheckErrors.requirePositive(ID, "degradedOff", degradedOff);
        CheckErrors.requireOrder(
                ID, "degradedOff in ms", millis(degradedOff), "unhealthyOff in ms", millis(unhealthyOff));
        CheckErrors.requirePositive(ID, "window", window);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        Host host = context.get(Host.class);
        Instant steady = host.steadyTime();
        double offMillis = millis(Duration.between(steady, context.clock().instant()));
        List<Samples.Sample> samples = host.samples().add(ID, steady, offMillis, window);
        // At the start of the process both clocks were the same.
        boolean young = host.uptime().compareTo(window) <= 0;
        double least = young ? 0 : offMillis;
        double most = least;
        for (Samples.Sample sample : samples) {
            least = Math.min(least, sample.value());
            most = Math.max(most, sample.value());
        }
        // Both ends count: a clock that was set and set back again has misled whoever read it in between.
        double stepMillis = most - least;
        Duration off = Duration.ofMillis(Math.round(stepMillis));
        Findings findings = new Findings();
        findings.above(
                stepMillis,
                millis(degradedOff),
                millis(unhealthyOff),
                () -> new Verdict.Finding(
                        "wall clock of the last " + time(window),
                        "set or jumped by " + time(off) + " against the monotonic clock",
                        "at most " + time(off.compareTo(unhealthyOff) > 0 ? unhealthyOff : degradedOff),
                        "Let one time service slew the clock (chronyc tracking, timedatectl), and keep machines from being"
                                + " suspended. Bars that came meanwhile carry doubtful times."));
        return findings.or("The wall clock went with the monotonic clock to " + time(degradedOff) + ".");
    }

    private static double millis(Duration duration) {
        return duration.getSeconds() * 1e3 + duration.getNano() / 1e6;
    }
}
