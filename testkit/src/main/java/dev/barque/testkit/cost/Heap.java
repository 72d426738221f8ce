package dev.barque.testkit.cost;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/**
 * Bytes of heap that calls take. They depend on the code and not on the machine or on who else uses it, apart from code that is not
 * compiled yet: that takes more. So many calls are made before anything is counted, and the round that took least counts.
 *
 * <p>Of the calling thread alone. Memory outside of the heap is not counted.
 */
public final class Heap {
    private static final int ROUNDS = 4;
    private static final int WARM_UP = 5;

    private Heap() {}

    /**
     * Bytes of heap for each call; what is done once in a while, such as growing an array, counts with its share. It makes nine times as
     * many calls as are said.
     *
     * @param calls in a round, at least 1
     * @param call gets its number, from 0
     */
    public static double perCall(int calls, IntConsumer call) {
        if (calls < 1) {
            throw new IllegalArgumentException("calls must be at least 1 but was " + calls);
        }
        int next = 0;
        for (; next < WARM_UP * calls; next++) {
            call.accept(next);
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            int first = next;
            next += calls;
            int end = next;
            least = Math.min(least, of(() -> {
                for (int i = first; i < end; i++) {
                    call.accept(i);
                }
            }));
        }
        return (double) least / calls;
    }

    /** Bytes of heap that work takes which can be done only once: for work that is much larger than what starting it takes. */
    public static long of(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        if (!threads.isThreadAllocatedMemorySupported()) {
            throw new UnsupportedOperationException(
                    "This JVM does not count what threads allocate: use another one, such as"
                            + " any build of OpenJDK");
        }
        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        work.run();
        return threads.getThreadAllocatedBytes(thread) - before;
    }
}
