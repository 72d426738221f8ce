package dev.barque.cli.internal.work;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** What single bars cost on one thread, in time and in heap. */
public final class BarCosts {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long thread = Thread.currentThread().getId();
    private long[] nanos = new long[1_024];
    private int bars;
    private long bytes;
    private long bytesBefore;
    private long began;

    /** A bar comes in. */
    public void begin() {
        bytesBefore = threads.getThreadAllocatedBytes(thread);
        began = System.nanoTime();
    }

    /** Its decision is there. */
    public void end() {
        long took = System.nanoTime() - began;
        bytes += threads.getThreadAllocatedBytes(thread) - bytesBefore;
        if (bars == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * bars);
        }
        nanos[bars++] = took;
    }

    /** The time that a part of the bars, 0 to 1, did not exceed, nanoseconds; 0 without bars. */
    public long nanosAt(double part) {
        long[] sorted = Arrays.copyOf(nanos, bars);
        Arrays.sort(sorted);
        return bars == 0 ? 0 : sorted[(int) Math.min(bars - 1, part * bars)];
    }

    /** Mean bytes of heap that a bar took. */
    public long bytesPerBar() {
        return bars == 0 ? 0 : bytes / bars;
    }
}
