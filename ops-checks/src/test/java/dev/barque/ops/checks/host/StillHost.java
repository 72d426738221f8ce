package dev.barque.ops.checks.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A host that is as the test sets it: for limits and for time that passes. Real faults are tested on the real host. */
final class StillHost implements Host {
    static final Instant START = Instant.parse("2025-11-03T12:00:00Z");
    static final long GIB = 1L << 30;

    Duration uptime = Duration.ofHours(10);
    Disk disk = new Disk("/dev/sda1 (ext4) of /", 100 * GIB, 50 * GIB);
    Memory memory = new Memory(
            OptionalLong.of(GIB), GIB, 4 * GIB, 0, 4 * GIB, OptionalLong.empty(), OptionalLong.empty(), 16 * GIB);
    Pauses pauses =
            new Pauses(Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofMillis(20), "G1 Young Generation");
    int threads = 40;
    Optional<Descriptors> descriptors = Optional.of(new Descriptors(100, 1_000));
    Cpu cpu = new Cpu(Optional.of(Duration.ZERO), 4, OptionalDouble.of(1));
    List<Path> directories = List.of(Path.of("home"));
    private final Samples samples = new Samples();

    StillHost pass(Duration time) {
        uptime = uptime.plus(time);
        return this;
    }

    StillHost usable(long bytes) {
        disk = new Disk(disk.name(), disk.totalBytes(), bytes);
        return this;
    }

    @Override
    public List<Path> directories() {
        return directories;
    }

    @Override
    public Disk disk(Path directory) {
        return disk;
    }

    @Override
    public void makeAndRemoveFile(Path directory) throws IOException {
        throw new IOException("not here");
    }

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public Pauses pauses(Duration within) {
        return pauses;
    }

    @Override
    public int liveThreads() {
        return threads;
    }

    @Override
    public List<StuckThread> deadlockedThreads() {
        return List.of();
    }

    @Override
    public Optional<Descriptors> descriptors() {
        return descriptors;
    }

    @Override
    public Cpu cpu() {
        return cpu;
    }

    @Override
    public Instant steadyTime() {
        return START.plus(uptime);
    }

    @Override
    public Duration uptime() {
        return uptime;
    }

    @Override
    public Samples samples() {
        return samples;
    }
}
