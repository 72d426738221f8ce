package dev.barque.ops.checks.data;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.util.Set;

/**
 * Are bars decided about within their budget? The median or the 99th percentile above its budget is unhealthy; above
 * {@code warnShare} of it, or a single bar above {@code slowest}, is degraded.
 *
 * @param median what half of the bars may take at most
 * @param p99 what 99 of 100 bars may take at most
 * @param slowest what no bar may take
 * @param leastBars fewer bars than this say nothing yet
 * @param warnShare share of the budgets from which on it is degraded
 */
public record BarLatency(Duration median, Duration p99, Duration slowest, int leastBars, double warnShare)
        implements HealthCheck {
    private static final String REMEDY =
            "Look at what the slowest bar was, at pauses of the collector and at the latency of"
                    + " the disk; 'docs/performance.md' says where the time of a bar goes.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "bar-latency",
            "Are bars decided about within their budget?",
            Set.of(LatencyRecorder.class),
            Duration.ofSeconds(2),
            Criticality.IMPORTANT,
            Set.of("readiness"));

    /** Median 20 ms, 99th percentile 70 ms, slowest 500 ms, from 30 bars on, warning at 80 %. */
    public BarLatency() {
        this(Duration.ofMillis(20), Duration.ofMillis(70), Duration.ofMillis(500), 30, 0.8);
    }

    /** Refuses budgets that are not positive or out of order, no bars at all and shares outside of 0 to 1. */
    public BarLatency {
        CheckErrors.requirePositive(DESCRIPTOR.id(), "median", median);
        CheckErrors.requireOrder(DESCRIPTOR.id(), "median", median, "p99", p99);
        CheckErrors.requireOrder(DESCRIPTOR.id(), "p99", p99, "slowest", slowest);
        CheckErrors.requireAtLeast(DESCRIPTOR.id(), "leastBars", 1, leastBars);
        CheckErrors.requireShareOrNone(DESCRIPTOR.id(), "warnShare", warnShare);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        LatencyRecorder.Figures figures = context.get(LatencyRecorder.class).figures();
        if (figures.bars() < leastBars) {
            return new Verdict.Unknown("Only " + Figures.count(figures.bars(), "bar") + " so far, fewer than the "
                    + leastBars + " from which on it can be said. Wait, or see whether bars arrive.");
        }
        Findings findings = new Findings();
        String of = " of the last " + figures.bars() + " bars";
        look("the median" + of, figures.medianNanos(), median, findings);
        look("the 99th percentile" + of, figures.p99Nanos(), p99, findings);
        if (figures.maxNanos() > slowest.toNanos()) {
            String which = figures.slowest()
                    .map(bar -> "the bar of " + bar.symbol() + " at " + bar.time())
                    .orElse("a bar");
            findings.degraded(which, Figures.nanos(figures.maxNanos()), "at most " + Figures.time(slowest), REMEDY);
        }
        return findings.or("The last " + figures.bars() + " bars took " + Figures.nanos(figures.medianNanos())
                + " at the median and " + Figures.nanos(figures.p99Nanos()) + " at the 99th percentile.");
    }

    private void look(String where, long nanos, Duration budget, Findings findings) {
        String observed = Figures.nanos(nanos);
        String expected = "at most " + Figures.time(budget);
        if (nanos > budget.toNanos()) {
            findings.unhealthy(where, observed, expected, REMEDY);
        } else if (nanos > budget.toNanos() * warnShare) {
            findings.degraded(where, observed, expected + " with room to spare", REMEDY);
        }
    }
}
