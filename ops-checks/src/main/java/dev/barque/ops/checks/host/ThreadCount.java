package dev.barque.ops.checks.host;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Are threads few, and do they stay so? They leak when the least count of the second half of the window exceeds the least
 * of its first half: pools that breathe come back to where they were. Growth is told once runs span half of the window.
 *
 * @param most how many threads are fine
 * @param mostGrowth by how many the least count of the second half may exceed that of the first
 * @param window how far back growth is looked at
 */
public record ThreadCount(int most, int mostGrowth, Duration window) implements HealthCheck {
    private static final String ID = "thread-count";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            ID,
            "Are threads few, and do they stay so?",
            Set.of(Host.class),
            Duration.ofSeconds(2),
            Criticality.IMPORTANT,
            Set.of("host"));

    /** 1,000 threads, growth by 50, over an hour. */
    public ThreadCount() {
        this(1_000, 50, Duration.ofHours(1));
    }

    /** Refuses counts below 1 and 0 and a window that is not positive. */
    public ThreadCount {
        CheckErrors.require(most >= 1, ID, "most", most, "1 or more");
        CheckErrors.requireNotNegative(ID, "mostGrowth", mostGrowth);
        CheckErrors.requirePositive(ID, "window", window);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        Host host = context.get(Host.class);
        int live = host.liveThreads();
        Findings findings = new Findings();
        if (live > most) {
            findings.unhealthy(
                    "threads of the process",
                    live + " alive",
                    "at most " + most,
                    "Take a thread dump (jcmd PID Thread.print) and look for the name that repeats; bound its pool.");
        }
        List<Samples.Sample> samples = host.samples().add(ID, host.steadyTime(), live, window);
        Duration span = Samples.span(samples);
        if (span.compareTo(window.dividedBy(2)) >= 0) {
            double early = Double.MAX_VALUE;
            double late = Double.MAX_VALUE;
            for (Samples.Sample sample : samples) {
                boolean isLate = sample.at().isAfter(samples.get(0).at().plus(span.dividedBy(2)));
                early = isLate ? early : Math.min(early, sample.value());
                late = isLate ? Math.min(late, sample.value()) : late;
            }
            if (late - early > mostGrowth) {
                findings.degraded(
                        "threads over " + Figures.time(span),
                        "never fewer than " + (long) late + " lately, and " + (long) early + " before",
                        "growth by at most " + mostGrowth,
                        "Threads are started and not ended. Take two thread dumps some minutes apart (jcmd PID"
                                + " Thread.print) and close what the new ones belong to.");
            }
        }
        return findings.or("At most " + most + " threads are alive, and they do not grow.");
    }
}
