package dev.barque.ops.checks.data;

import dev.barque.ops.CheckContext;
import dev.barque.ops.HealthCheck;
import dev.barque.ops.Verdict;
import dev.barque.ops.checks.internal.CheckErrors;
import dev.barque.ops.checks.internal.Figures;
import dev.barque.ops.checks.internal.Findings;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/**
 * Can the home be written, and how fast does the device take it? Writes and syncs a small file of its own some times, then
 * removes it. Rows are acknowledged no faster than this.
 *
 * @param tries how often it writes and syncs, 1 to 100; the median counts
 * @param degradedSync median time of a write with its sync above which it is degraded
 * @param unhealthySync above which it is unhealthy
 */
public record HomeWritable(int tries, Duration degradedSync, Duration unhealthySync) implements HealthCheck {
    private static final int BYTES = 4_096;
    private static final Descriptor DESCRIPTOR = new Descriptor(
            "home-writable",
            "Can the home be written, and how fast?",
            Set.of(DataHome.class),
            Duration.ofSeconds(10),
            Criticality.CRITICAL,
            Set.of("data", "readiness", "startup", "pre-market"));

    /** Three times; 50 ms and 500 ms. */
    public HomeWritable() {
        this(3, Duration.ofMillis(50), Duration.ofMillis(500));
    }

    /** Refuses tries outside of 1 to 100 and bounds that are not positive or out of order. */
    public HomeWritable {
        CheckErrors.require(tries >= 1 && tries <= 100, DESCRIPTOR.id(), "tries", tries, "1 to 100");
        CheckErrors.requirePositive(DESCRIPTOR.id(), "degradedSync", degradedSync);
        CheckErrors.requireOrder(DESCRIPTOR.id(), "degradedSync", degradedSync, "unhealthySync", unhealthySync);
    }

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public Verdict run(CheckContext context) {
        DataHome home = context.get(DataHome.class);
        Findings findings = new Findings();
        long[] nanos;
        try {
            nanos = measure(home);
        } catch (IOException e) {
            findings.unhealthy(
                    home.directory().toString(),
                    "it cannot be written: " + e,
                    "a directory on a device with room that this process may write",
                    "Look at the free space, at the rights of the directory and at the device, then start the store anew:"
                            + " after an error of a sync it stays stopped on purpose.");
            return findings.or("");
        }
        Arrays.sort(nanos);
        long median = nanos[nanos.length / 2];
        String observed = Figures.nanos(median) + " for " + Figures.bytes(BYTES) + ", the slowest "
                + Figures.nanos(nanos[nanos.length - 1]);
        String remedy = "See what else keeps the device busy (backup, compaction, another host), or move the home to a"
                + " faster one.";
        if (median > unhealthySync.toNanos()) {
            findings.unhealthy("syncs in the home", observed, "at most " + Figures.time(unhealthySync), remedy);
        } else if (median > degradedSync.toNanos()) {
            findings.degraded("syncs in the home", observed, "at most " + Figures.time(degradedSync), remedy);
        }
        return findings.or("The home can be written, and a sync takes at most " + Figures.time(degradedSync) + ".");
    }

    private long[] measure(DataHome home) throws IOException {
        FileAccess files = home.files();
        if (!files.exists(home.directory())) {
            throw new NoSuchFileException(home.directory().toString(), null, "the home does not exist");
        }
        // A name that the store takes for a temporary, should this process die now.
        Path probe = home.directory().resolve(".health-" + UUID.randomUUID() + ".tmp");
        long[] nanos = new long[tries];
        try (FileAccess.WritableFile file = files.create(probe)) {
            for (int i = 0; i < tries; i++) {
                long begin = System.nanoTime();
                file.write(ByteBuffer.allocate(BYTES), 0);
                file.sync();
                nanos[i] = System.nanoTime() - begin;
            }
        } finally {
            files.delete(probe);
        }
        return nanos;
    }
}
