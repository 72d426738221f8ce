package dev.barque.ops.checks.data;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Are there slow operations? Counts those that ended within the window; the findings name each kind with its slowest case.
 *
 * @param window how far back it looks
 * @param degradedCount from so many on it is degraded
 * @param unhealthyCount from so many on it is unhealthy
 */
public record SlowOperations(Duration window, int degradedCount, int unhealthyCount) implements HealthCheck {
    private static final String REMEDY =
            "See what the operation waits for: the disk (home-writable), a provider, a lock, or"
                    + " a pause of the collector.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "slow-operations",
            "Are there slow operations?",
            Set.of(SlowOperationLog.class),
            Duration.ofSeconds(2),
            Criticality.ADVISORY,
            Set.of("evening"));

    /** In the last 15 minutes: one degrades, twenty are unhealthy. */
    public SlowOperations() {
        this(Duration.ofMinutes(15), 1, 20);
    }

    /** Refuses a window that is not positive and counts below 1 or out of order. */
    public SlowOperations {
        CheckErrors.requirePositive(DESCRIPTOR.id(), "window", window);
        CheckErrors.requireAtLeast(DESCRIPTOR.id(), "degradedCount", 1, degradedCount);
        CheckErrors.requireOrder(DESCRIPTOR.id(), "degradedCount", degradedCount, "unhealthyCount", unhealthyCount);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        SlowOperationLog log = context.get(SlowOperationLog.class);
        Instant from = context.clock().instant().minus(window);
        List<SlowOperationLog.Slow> recent =
                log.slow().stream().filter(slow -> !slow.ended().isBefore(from)).toList();
        Findings findings = new Findings();
        if (recent.size() >= degradedCount) {
            Map<String, List<SlowOperationLog.Slow>> kinds = recent.stream()
                    .collect(
                            Collectors.groupingBy(SlowOperationLog.Slow::operation, TreeMap::new, Collectors.toList()));
            kinds.forEach((operation, cases) -> {
                SlowOperationLog.Slow worst = cases.stream()
                        .max(Comparator.comparing(SlowOperationLog.Slow::took))
                        .orElseThrow();
                String observed = Figures.count(cases.size(), "time") + " in " + Figures.time(window) + ", the slowest "
                        + Figures.time(worst.took()) + " at " + worst.ended();
                String expected = "fewer than " + degradedCount + " of " + Figures.time(log.threshold()) + " or more";
                if (recent.size() >= unhealthyCount) {
                    findings.unhealthy(operation, observed, expected, REMEDY);
                } else {
                    findings.degraded(operation, observed, expected, REMEDY);
                }
            });
        }
        return findings.or(Figures.count(recent.size(), "operation") + " took " + Figures.time(log.threshold())
                + " or more in the last " + Figures.time(window) + ".");
    }
}
