package dev.barque.benchmarks.nightly;

import java.io.IOException;

/** Ours and its limit in turns, so that a busy minute falls on both; of each the best round counts, which others disturbed least. */
public final class Turns {
    private static final long WARM_UP_NANOS = 3_000_000_000L;
    private static final int ROUNDS = 25;

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
        long end = System.nanoTime() + WARM_UP_NANOS;
        while (System.nanoTime() < end) {
            ours.nanos();
            limit.nanos();
        }
        double least = Double.MAX_VALUE;
        double bare = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, ours.nanos());
            bare = Math.min(bare, limit.nanos());
        }
        return least / bare;
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
}
