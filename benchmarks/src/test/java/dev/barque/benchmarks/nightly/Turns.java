package dev.barque.benchmarks.nightly;

import java.io.IOException;
import java.util.Arrays;

/** Ours and its limit in turns, so that a busy minute falls on both; the median of all rounds. */
public final class Turns {
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 15;

    private Turns() {}

    /** Work that says itself how long it took, in nanoseconds. */
    @FunctionalInterface
    public interface Timed {
        double nanos() throws IOException;
    }

    /** Work that is timed from here; what it comes to must be the same for both. */
    @FunctionalInterface
    public interface Summed {
        double run();
    }

    /** How many times as long ours takes; both must come to the same. */
    public static double ofSums(Summed ours, Summed limit) throws IOException {
        double right = limit.run();
        return ofTimes(() -> time(ours, right), () -> time(limit, right));
    }

    /** The same for work that takes its time itself. */
    public static double ofTimes(Timed ours, Timed limit) throws IOException {
        double[] took = new double[ROUNDS];
        double[] least = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            double nanos = ours.nanos();
            double bare = limit.nanos();
            if (round >= 0) {
                took[round] = nanos;
                least[round] = bare;
            }
        }
        return median(took) / median(least);
    }

    private static double time(Summed work, double right) {
        long began = System.nanoTime();
        double found = work.run();
        long took = System.nanoTime() - began;
        if (Math.abs(found - right) > 1e-9 * Math.abs(right)) {
            throw new IllegalStateException("Came to " + found + " instead of " + right + "; its time says nothing");
        }
        return took;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
