package dev.barque.store.asof;

import java.util.Arrays;

/**
 * When rows were known, for rows in the order of their event times. Finds the last one that was known by an instant without going
 * through all that came to be known later: rows that were filled in years afterwards are as quickly passed over as a few late ones.
 */
final class KnowledgeTimes {
    private static final int SHIFT = 6;
    private static final int BLOCK = 1 << SHIFT;

    private final long[] known;
    /** The least of each block of the level below, level by level; the first is over {@link #known}. */
    private final long[][] least;

    KnowledgeTimes(long[] known) {
        this.known = known;
        int levels = 0;
        for (int size = known.length; size > BLOCK; size = (size + BLOCK - 1) >>> SHIFT) {
            levels++;
        }
        least = new long[levels][];
        long[] below = known;
        for (int level = 0; level < levels; level++) {
            least[level] = leastOfBlocks(below);
            below = least[level];
        }
    }

    private static long[] leastOfBlocks(long[] of) {
        long[] blocks = new long[(of.length + BLOCK - 1) >>> SHIFT];
        Arrays.fill(blocks, Long.MAX_VALUE);
        for (int i = 0; i < of.length; i++) {
            blocks[i >>> SHIFT] = Math.min(blocks[i >>> SHIFT], of[i]);
        }
        return blocks;
    }

    long of(int row) {
        return known[row];
    }

    /** The last row at or before {@code row} that was known by an instant, or -1. */
    int lastKnownBy(long micros, int row) {
        int at = lastInBlock(known, row, micros);
        if (at >= 0 || row < BLOCK) {
            return at;
        }
        // Up until a block has one, then down into it.
        int block = (row >>> SHIFT) - 1;
        for (int level = 0; level < least.length && block >= 0; level++) {
            int found = lastInBlock(least[level], block, micros);
            if (found >= 0) {
                return down(level, found, micros);
            }
            block = (block >>> SHIFT) - 1;
        }
        return -1;
    }

    private int down(int from, int found, long micros) {
        int at = found;
        for (int level = from; level >= 0; level--) {
            long[] below = level == 0 ? known : least[level - 1];
            at = lastInBlock(below, Math.min(below.length - 1, (at << SHIFT) + BLOCK - 1), micros);
        }
        return at;
    }

    /** The last element at or before {@code from}, in its block, that is at most {@code micros}, or -1. */
    private static int lastInBlock(long[] of, int from, long micros) {
        int first = from & -BLOCK;
        for (int i = from; i >= first; i--) {
            if (of[i] <= micros) {
                return i;
            }
        }
        return -1;
    }
}
