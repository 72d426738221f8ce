package dev.barque.benchmarks.scale;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Looks at the process every few seconds while a stage runs: heap that is left after a whole collection, direct memory, descriptors. Collecting
 * by force is what tells memory that is needed from memory that was merely not collected; it costs a stage one or two hundredths.
 */
final class Watch implements AutoCloseable {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path IO = Path.of("/proc/self/io");

    private final Thread thread = new Thread(this::look, "watch");
    private final long everyMillis;
    private final long writtenBefore = counter(IO, "write_bytes:");
    private volatile boolean closed;
    private volatile long live;
    private volatile long direct;
    private volatile long descriptors;

    /**
     * What a process took.
     *
     * @param liveBytes the most heap that was in use after a whole collection
     * @param directBytes the most direct and mapped memory
     * @param residentBytes the most that was resident; 0 where the system does not tell
     * @param descriptors the most that were open
     * @param writtenBytes how much went to the device; 0 where the system does not tell
     */
    record Peak(long liveBytes, long directBytes, long residentBytes, long descriptors, long writtenBytes) {}

    Watch(long everyMillis) {
        this.everyMillis = everyMillis;
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        while (!closed) {
            sample();
            try {
                Thread.sleep(everyMillis);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Also called once at the end, so that no stage is too short to be seen. */
    private synchronized void sample() {
        System.gc();
        live = Math.max(live, afterCollection());
        long held = 0;
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            held += pool.getMemoryUsed();
        }
        direct = Math.max(direct, held);
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        if (system instanceof UnixOperatingSystemMXBean unix) {
            descriptors = Math.max(descriptors, unix.getOpenFileDescriptorCount());
        }
    }

    /** As it was at the end of the collection, not when this thread gets to look: others go on allocating. */
    private static long afterCollection() {
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage usage = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            used += usage == null ? 0 : usage.getUsed();
        }
        return used;
    }

    Peak peak() {
        sample();
        return new Peak(
                live,
                direct,
                1024 * counter(STATUS, "VmHWM:"),
                descriptors,
                counter(IO, "write_bytes:") - writtenBefore);
    }

    private static long counter(Path file, String name) {
        if (!Files.isReadable(file)) {
            return 0;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(name)) {
                    return Long.parseLong(line.substring(name.length())
                            .toLowerCase(Locale.ROOT)
                            .replace("kb", "")
                            .strip());
                }
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
