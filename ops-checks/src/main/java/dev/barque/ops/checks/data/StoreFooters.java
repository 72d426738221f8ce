package dev.barque.ops.checks.data;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.store.VerifyDepth;
import java.time.Duration;
import java.util.Set;

/**
 * Do all files of the store have their sizes, footers and manifests? Reads a few kilobytes of each, whatever its size;
 * {@link StoreDigests} reads every byte. Files that nobody needs are degraded, everything else that is wrong is unhealthy.
 */
public record StoreFooters() implements HealthCheck {
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "store-footers",
            "Do all files of the store have their sizes, footers and manifests?",
            Set.of(DataHome.class),
            Duration.ofMinutes(2),
            Criticality.CRITICAL,
            Set.of("data", "startup", "pre-market"));

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        return StoreReport.of(context.get(DataHome.class), VerifyDepth.FOOTERS);
    }
}
