package dev.barque.testkit.checks;

import dev.barque.ops.checks.host.Host;
import dev.barque.ops.checks.host.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A host on which nothing moves: all is well, or everything is in trouble. */
final class QuietHost implements Host {
    private static final Instant START = Instant.parse("2025-11-04T10:00:00Z");
    private static final long GIB = 1L << 30;

    private final boolean well;
    private final Samples samples = new Samples();

    QuietHost(boolean well) {
        this.well = well;
    }

    @Override
    public List<Path> directories() {
        return List.of(Path.of("home"));
    }

    @Override
    public Disk disk(Path directory) {
        return new Disk("/dev/sda1 (ext4) of /", 100 * GIB, well ? 50 * GIB : GIB);
    }

    @Override
    public void makeAndRemoveFile(Path directory) throws IOException {
        if (!well) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public Memory memory() {
        long heap = well ? GIB : 15 * GIB;
        return new Memory(
                OptionalLong.of(heap), heap, 16 * GIB, 0, GIB, OptionalLong.empty(), OptionalLong.empty(), 32 * GIB);
    }

    @Override
    public Pauses pauses(Duration within) {
        return new Pauses(within, well ? Duration.ZERO : within.dividedBy(2), Duration.ZERO, "");
    }

    @Override
    public int liveThreads() {
        return well ? 40 : 4_000;
    }

    @Override
    public List<StuckThread> deadlockedThreads() {
        return well ? List.of() : List.of(new StuckThread("a", "lock", "a", "A.java:1"));
    }

    @Override
    public Optional<Descriptors> descriptors() {
        return Optional.of(new Descriptors(well ? 10 : 95, 100));
    }

    @Override
    public Cpu cpu() {
        return new Cpu(Optional.of(Duration.ofMinutes(1)), 2, OptionalDouble.of(well ? 1 : 20));
    }

    /** The clock of the tests stands at noon: an hour ahead where the host is in trouble. */
    @Override
    public Instant steadyTime() {
        return START.plus(uptime());
    }

    @Override
    public Duration uptime() {
        return well ? Duration.ofHours(2) : Duration.ofMinutes(30);
    }

    @Override
    public Samples samples() {
        return samples;
    }
}
