package dev.barque.ops.checks.data;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Is there a recent backup, and was one restored lately? Without a backup nobody knows of a restore either.
 *
 * @param degradedAge age of the last backup above which it is degraded
 * @param unhealthyAge age of the last backup above which it is unhealthy
 * @param maxDrillAge how long ago a backup may last have been restored and read; more is degraded
 */
public record BackupAge(Duration degradedAge, Duration unhealthyAge, Duration maxDrillAge) implements HealthCheck {
    private static final String REMEDY = "Run 'barque backup create', and see why the job that does it did not.";
    private static final String DRILL = "Run 'barque drill': it restores the last backup aside and reads it.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "backup-age",
            "Is there a recent backup, and was one restored lately?",
            Set.of(BackupState.class),
            Duration.ofSeconds(5),
            Criticality.IMPORTANT,
            Set.of("data", "evening", "weekly", "monthly"));

    /** Degraded after 26 hours, unhealthy after 3 days; a drill every 35 days. */
    public BackupAge() {
        this(Duration.ofHours(26), Duration.ofDays(3), Duration.ofDays(35));
    }

    /** Refuses ages that are not positive or out of order. */
    public BackupAge {
        CheckErrors.requirePositive(DESCRIPTOR.id(), "degradedAge", degradedAge);
        CheckErrors.requirePositive(DESCRIPTOR.id(), "maxDrillAge", maxDrillAge);
        CheckErrors.requireOrder(DESCRIPTOR.id(), "degradedAge", degradedAge, "unhealthyAge", unhealthyAge);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        BackupState state = context.get(BackupState.class);
        Instant now = context.clock().instant();
        Findings findings = new Findings();
        Optional<Instant> backup = state.lastBackup();
        if (backup.isEmpty()) {
            findings.unhealthy("backups", "there is none", "one younger than " + Figures.time(degradedAge), REMEDY);
            return findings.or("");
        }
        Duration age = Duration.between(backup.get(), now);
        String observed = "it goes up to " + backup.get() + ", " + Figures.time(age) + " ago";
        if (age.compareTo(unhealthyAge) > 0) {
            findings.unhealthy("the last backup", observed, "at most " + Figures.time(unhealthyAge) + " ago", REMEDY);
        } else if (age.compareTo(degradedAge) > 0) {
            findings.degraded("the last backup", observed, "at most " + Figures.time(degradedAge) + " ago", REMEDY);
        }
        Optional<Instant> drill = state.lastVerifiedRestore();
        if (drill.isEmpty()) {
            findings.degraded(
                    "restores",
                    "no backup was ever restored and read",
                    "one every " + Figures.time(maxDrillAge),
                    DRILL);
        } else if (Duration.between(drill.get(), now).compareTo(maxDrillAge) > 0) {
            findings.degraded(
                    "the last restore",
                    Figures.time(Duration.between(drill.get(), now)) + " ago, at " + drill.get(),
                    "at most " + Figures.time(maxDrillAge) + " ago",
                    DRILL);
        }
        return findings.or("The last backup goes up to " + backup.get() + "; one was restored and read at "
                + drill.map(Instant::toString).orElse("no time") + ".");
    }
}
