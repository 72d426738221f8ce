package dev.barque.testkit.cost;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How processor time grows with the amount of data, for work that allocates nothing and touches no file. It is the time of the calling
 * thread alone, so that others on the machine do not count, and both sizes take turns, so that a busy hour falls on both. Still the
 * weakest of the measures here: give it a bound with much room between what is right and what is wrong.
 */
public final class ProcessorTime {
    private static final int ROUNDS = 5;
    private static final int ATTEMPTS = 3;

    private ProcessorTime() {}

    /**
     * How many times as long the second work takes as the first, by the best round of each. Where that is more than the bound, it is tried
     * again, twice at most: only a finding that comes back is one.
     *
     * @param bound what is not exceeded, well above what is expected
     * @param small work on little data, at least a millisecond
     * @param large the same number of calls on much data
     */
    public static double growth(double bound, Runnable small, Runnable large) {
        double least = Double.POSITIVE_INFINITY;
        for (int attempt = 0; attempt < ATTEMPTS && least > bound; attempt++) {
            least = Math.min(least, once(small, large));
        }
        return least;
    }

    private static double once(Runnable small, Runnable large) {
        long ofSmall = Long.MAX_VALUE;
        long ofLarge = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            ofSmall = Math.min(ofSmall, nanos(small));
            ofLarge = Math.min(ofLarge, nanos(large));
        }
        return (double) ofLarge / Math.max(1, ofSmall);
    }

    private static long nanos(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.run();
        return threads.getCurrentThreadCpuTime() - before;
    }
}
