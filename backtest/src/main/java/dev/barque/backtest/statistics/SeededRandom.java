package dev.barque.backtest.statistics;

/**
 * SplitMix64 by Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014): 64 bits of state, each
 * number once in a period of 2^64. Written out here so that figures do not depend on what a JDK makes of its own generators.
 */
final class SeededRandom {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1p-53;

    private long state;

    SeededRandom(long seed) {
        state = seed;
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** From 0 to below 1, in steps of 2^-53. */
    double nextDouble() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** From 0 to below {@code bound}, each as often as the others: Lemire, "Fast random integer generation in an interval" (2019). */
    int nextInt(int bound) {
        long product = (nextLong() >>> 32) * bound;
        long low = product & 0xffffffffL;
        if (low < bound) {
            long least = (1L << 32) % bound;
            while (low < least) {
                product = (nextLong() >>> 32) * bound;
                low = product & 0xffffffffL;
            }
        }
        return (int) (product >>> 32);
    }
}
