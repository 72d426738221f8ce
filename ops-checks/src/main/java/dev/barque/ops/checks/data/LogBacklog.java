package dev.barque.ops.checks.data;

import dev.barque.core.error.BarqueException;
import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import dev.barque.store.LogStat;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Is the log of the store sealed in time? Opening a store reads its whole log, and reads of unsealed rows take memory.
 *
 * @param degradedBytes allocated bytes of the log above which it is degraded
 * @param unhealthyBytes above which it is unhealthy
 * @param maxAge how long ago the oldest row may have been written that is not sealed; more is degraded
 */
public record LogBacklog(long degradedBytes, long unhealthyBytes, Duration maxAge) implements HealthCheck {
    private static final String REMEDY = "Run 'barque store seal', or open the store with sealing after a session or a"
            + " size; see in its log why a seal failed.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "log-backlog",
            "Is the log of the store sealed in time?",
            Set.of(DataHome.class),
            Duration.ofSeconds(30),
            Criticality.IMPORTANT,
            Set.of("data", "evening"));

    /** 512 MiB and 2 GiB; three days, so that a weekend passes. */
    public LogBacklog() {
        this(512L << 20, 2L << 30, Duration.ofDays(3));
    }

    /** Refuses sizes below 1 or out of order, and an age that is not positive. */
    public LogBacklog {
        CheckErrors.requireAtLeast(DESCRIPTOR.id(), "degradedBytes", 1, degradedBytes);
        CheckErrors.requireOrder(DESCRIPTOR.id(), "degradedBytes", degradedBytes, "unhealthyBytes", unhealthyBytes);
        CheckErrors.requirePositive(DESCRIPTOR.id(), "maxAge", maxAge);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        DataHome home = context.get(DataHome.class);
        Findings findings = new Findings();
        LogStat log;
        try {
            log = LogStat.of(home.directory(), home.files());
        } catch (BarqueException e) {
            findings.unreadable("log", e);
            return findings.or("");
        }
        String size = Figures.bytes(log.bytes()) + " in " + Figures.count(log.segments(), "segment");
        if (log.bytes() > unhealthyBytes) {
            findings.unhealthy("log", size, "at most " + Figures.bytes(unhealthyBytes), REMEDY);
        } else if (log.bytes() > degradedBytes) {
            findings.degraded("log", size, "at most " + Figures.bytes(degradedBytes), REMEDY);
        }
        Optional<Duration> age = log.oldestUnsealed()
                .map(oldest -> Duration.between(oldest, context.clock().instant()));
        if (age.filter(old -> old.compareTo(maxAge) > 0).isPresent()) {
            findings.degraded(
                    "log",
                    Figures.count(log.unsealedRows(), "row") + " not sealed, the oldest written "
                            + Figures.time(age.get()) + " ago",
                    "sealed within " + Figures.time(maxAge),
                    REMEDY);
        }
        return findings.or("The log holds " + Figures.count(log.unsealedRows(), "unsealed row") + ", " + size + ".");
    }
}
