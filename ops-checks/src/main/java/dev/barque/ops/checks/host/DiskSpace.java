package dev.barque.ops.checks.host;

import static dev.barque.ops.checks.internal.Figures.bytes;
import static dev.barque.ops.checks.internal.Figures.percent;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Is there room on the disks, and for how long? Looks at the file systems of {@link Host#directories}, each once. The time
 * until a disk is full comes from the growth that earlier runs saw, as soon as they span a twelfth of the window.
 *
 * @param degradedShare used share above which a disk is degraded
 * @param unhealthyShare used share above which it is unhealthy
 * @param leastFreeBytes free bytes below which it is unhealthy, whatever the share
 * @param fullWithin a disk that will be full before this time has passed is degraded
 * @param window how far back growth is looked at
 */
public record DiskSpace(
        double degradedShare, double unhealthyShare, long leastFreeBytes, Duration fullWithin, Duration window)
        implements HealthCheck {
    private static final String ID = "disk-space";
    private static final String REMEDY = "Remove what is not needed (plan retention and old backups first), or give the"
            + " file system more room. The store refuses rows once it is full.";
    private static final Descriptor DESCRIPTOR = new Descriptor(
            ID,
            "Is there room on the disks, and for how long?",
            Set.of(Host.class),
            Duration.ofSeconds(2),
            Criticality.CRITICAL,
            Set.of("host", "readiness", "pre-market", "evening"));

    /** 85 %, 95 %, 256 MiB, full within a day by the growth of six hours. */
    public DiskSpace() {
        this(0.85, 0.95, 256L << 20, Duration.ofDays(1), Duration.ofHours(6));
    }

    /** Refuses shares outside of 0 to 1 or out of order, negative sizes and durations that are not positive. */
    public DiskSpace {
        CheckErrors.requireShare(ID, "degradedShare", degradedShare);
        CheckErrors.requireShare(ID, "unhealthyShare", unhealthyShare);
        CheckErrors.requireOrder(ID, "degradedShare", degradedShare, "unhealthyShare", unhealthyShare);
        CheckErrors.requireNotNegative(ID, "leastFreeBytes", leastFreeBytes);
        CheckErrors.requirePositive(ID, "fullWithin", fullWithin);
        CheckErrors.requirePositive(ID, "window", window);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        Host host = context.get(Host.class);
        if (host.directories().isEmpty()) {
            return LocalHost.noDirectories();
        }
        Findings findings = new Findings();
        Set<String> seen = new LinkedHashSet<>();
        for (Path directory : host.directories()) {
            try {
                Host.Disk disk = host.disk(directory);
                if (seen.add(disk.name())) {
                    look(directory, disk, host, findings);
                }
            } catch (IOException e) {
                findings.unhealthy(
                        directory.toString(),
                        "its file system cannot be asked: " + e,
                        "a directory on a mounted file system",
                        "Mount the file system, make the directory, or mend the configuration that names it.");
            }
        }
        return findings.or("Of " + seen.size() + " file systems none is used above " + percent(degradedShare)
                + " or will be full within " + Figures.time(fullWithin) + ".");
    }

    private void look(Path directory, Host.Disk disk, Host host, Findings findings) {
        double used = disk.totalBytes() == 0 ? 1 : 1 - disk.usableBytes() / (double) disk.totalBytes();
        if (disk.usableBytes() < leastFreeBytes) {
            findings.unhealthy(
                    where(disk, directory), free(disk), "at least " + bytes(leastFreeBytes) + " free", REMEDY);
        } else {
            findings.above(
                    used,
                    degradedShare,
                    unhealthyShare,
                    () -> new Verdict.Finding(
                            where(disk, directory),
                            percent(used) + " used, " + free(disk),
                            "at most " + percent(used > unhealthyShare ? unhealthyShare : degradedShare) + " used",
                            REMEDY));
        }
        Instant now = host.steadyTime();
        List<Samples.Sample> samples = host.samples()
                .add(ID + ":" + disk.name(), now, (double) (disk.totalBytes() - disk.usableBytes()), window);
        OptionalDouble growth = Samples.growthPerSecond(samples, window.dividedBy(12));
        if (growth.isPresent() && growth.getAsDouble() > 0) {
            double seconds = disk.usableBytes() / growth.getAsDouble();
            if (seconds < fullWithin.toSeconds()) {
                findings.degraded(
                        where(disk, directory),
                        free(disk) + ", " + bytes((long) (growth.getAsDouble() * 3600))
                                + " more used in an hour: full in " + Figures.time(Duration.ofSeconds((long) seconds)),
                        "room for " + Figures.time(fullWithin),
                        "Find what grows (logs, records, features of too many symbols) and stop or rotate it. "
                                + REMEDY);
            }
        }
    }

    private static String where(Host.Disk disk, Path directory) {
        return disk.name() + ", which holds " + directory;
    }

    private static String free(Host.Disk disk) {
        return bytes(disk.usableBytes()) + " free of " + bytes(disk.totalBytes());
    }
}
