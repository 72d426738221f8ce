package dev.barque.ops.checks.data;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.store.VerifyDepth;
import java.time.Duration;
import java.util.Set;

/**
 * Is every byte of the store what was written? Hashes all sealed features and compares with the digests in their manifests, checks
 * each frame of the log, and decodes bars. The whole home is read: run it when the market is closed.
 */
public record StoreDigests() implements HealthCheck {
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "store-digests",
            "Is every byte of the store what was written?",
            Set.of(DataHome.class),
            Duration.ofHours(1),
            Criticality.CRITICAL,
            Set.of("data", "weekly", "monthly"));

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        return StoreReport.of(context.get(DataHome.class), VerifyDepth.DIGESTS);
    }
}
