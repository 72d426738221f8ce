package dev.barque.testkit.internal.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.function.IntConsumer;

/** What many calls cost in heap. */
public final class Memory {
    private static final int ROUNDS = 8;
    private static final int FIRST = 3;
    private static final int LAST = 2;

    /** Bytes for each call below which nothing is said: counters, and what a virtual machine does by itself. */
    private static final long TOLERATED_PER_CALL = 8;

    /** Bytes in all below which nothing is said. */
    private static final long TOLERATED = 64 * 1024;

    private Memory() {}

    /** Later calls allocate no more than the first ones did; some may take more than others, as long as that is no trend. */
    public static void assertNoGrowthOfAllocation(int calls, IntConsumer call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count what threads allocate");
        long thread = Thread.currentThread().getId();
        int each = Math.max(1, calls / ROUNDS);
        long mostOfTheFirst = 0;
        long leastOfTheLast = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < each; i++) {
                call.accept(round * each + i);
            }
            long perCall = (threads.getThreadAllocatedBytes(thread) - before) / each;
            if (round < FIRST) {
                mostOfTheFirst = Math.max(mostOfTheFirst, perCall);
            } else if (round >= ROUNDS - LAST) {
                leastOfTheLast = Math.min(leastOfTheLast, perCall);
            }
        }
        assertThat(leastOfTheLast)
                .as(
                        "bytes allocated by each of the last calls of %d, where the first ones took up to %d each",
                        ROUNDS * each, mostOfTheFirst)
                .isLessThanOrEqualTo(mostOfTheFirst + mostOfTheFirst / 4 + 256);
    }

    /** The heap does not fill up, however often it is called. A finding counts when it comes three times. */
    public static void assertNothingIsKept(int calls, IntConsumer call) {
        assumeTrue(collects(), "this JVM does not collect garbage when it is asked to");
        int next = many(call, 0, calls);
        long grown = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3 && grown > bound(calls); attempt++) {
            long before = used();
            next = many(call, next, calls);
            next = many(call, next, calls);
            grown = used() - before;
        }
        assertThat(grown)
                .as(
                        "bytes of heap that are still in use after another %d calls: what is asked must not be kept",
                        2 * calls)
                .isLessThanOrEqualTo(bound(calls));
    }

    private static long bound(int calls) {
        return Math.max(TOLERATED, 2L * calls * TOLERATED_PER_CALL);
    }

    private static int many(IntConsumer call, int from, int count) {
        for (int i = from; i < from + count; i++) {
            call.accept(i);
        }
        return from + count;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static boolean collects() {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        for (int i = 0; i < 5 && garbage.get() != null; i++) {
            System.gc();
        }
        return garbage.get() == null;
    }
}
