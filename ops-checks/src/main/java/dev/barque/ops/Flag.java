package dev.barque.ops;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A flag that one thread looks at again and again while another works: it has a cache line of its own, so that looking does not slow
 * down the work beside it.
 */
final class Flag {
    private static final int INTS_OF_TWO_LINES = 32;

    private final AtomicIntegerArray cells = new AtomicIntegerArray(2 * INTS_OF_TWO_LINES);

    boolean isUp() {
        return cells.get(INTS_OF_TWO_LINES) != 0;
    }

    void set(boolean up) {
        cells.set(INTS_OF_TWO_LINES, up ? 1 : 0);
    }
}
