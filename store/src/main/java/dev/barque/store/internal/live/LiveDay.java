package dev.barque.store.internal.live;

import java.util.Arrays;

/**
 * Where the unsealed rows of one partition are, by event time, knowledge time and sequence. Guarded by the lock of
 * {@link LiveRows}.
 */
final class LiveDay {
    private static final int STRIDE = 4;
    private static final int EVENT = 0;
    private static final int KNOWN = 1;
    private static final int SEQUENCE = 2;
    private static final int LOCATION = 3;

    final long epochDay;
    /** Whether there is no Parquet file of this partition, for certain. */
    boolean nothingSealed;

    private long[] rows = new long[STRIDE * 2];
    private int size;

    LiveDay(long epochDay) {
        this.epochDay = epochDay;
    }

    int size() {
        return size;
    }

    void add(long event, long known, long sequence, long location) {
        if (size * STRIDE == rows.length) {
            rows = Arrays.copyOf(rows, rows.length * 2);
        }
        boolean isLatest = size == 0 || !isAfter(size - 1, event, known, sequence);
        int at = isLatest ? size : firstAfter(event, known, sequence);
        System.arraycopy(rows, at * STRIDE, rows, (at + 1) * STRIDE, (size - at) * STRIDE);
        int i = at * STRIDE;
        rows[i + EVENT] = event;
        rows[i + KNOWN] = known;
        rows[i + SEQUENCE] = sequence;
        rows[i + LOCATION] = location;
        size++;
    }

    /** Forgets the rows up to a sequence. */
    void removeThrough(long sequence) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (sequence(i) > sequence) {
                System.arraycopy(rows, i * STRIDE, rows, kept++ * STRIDE, STRIDE);
            }
        }
        size = kept;
        int room = Math.max(2, Integer.highestOneBit(Math.max(1, kept)) * 2);
        if (room * STRIDE < rows.length) {
            rows = Arrays.copyOf(rows, room * STRIDE);
        }
    }

    /** The row that wins if no two rows have the same times, or -1. */
    int winner(long eventMicros, long knownMicros, long oldest) {
        for (int i = firstAfter(eventMicros, Long.MAX_VALUE, Long.MAX_VALUE) - 1; i >= 0 && event(i) >= oldest; i--) {
            if (known(i) <= knownMicros) {
                return i;
            }
        }
        return -1;
    }

    /** The first row with the same times as another. */
    int firstOfSameTimes(int row) {
        int first = row;
        while (first > 0 && event(first - 1) == event(row) && known(first - 1) == known(row)) {
            first--;
        }
        return first;
    }

    /** The place of the first row that comes after these. */
    int firstAfter(long event, long known, long sequence) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isAfter(middle, event, known, sequence)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    long event(int row) {
        return rows[row * STRIDE + EVENT];
    }

    long known(int row) {
        return rows[row * STRIDE + KNOWN];
    }

    long sequence(int row) {
        return rows[row * STRIDE + SEQUENCE];
    }

    long location(int row) {
        return rows[row * STRIDE + LOCATION];
    }

    private boolean isAfter(int row, long event, long known, long sequence) {
        if (event(row) != event) {
            return event(row) > event;
        }
        return known(row) != known ? known(row) > known : sequence(row) > sequence;
    }
}
