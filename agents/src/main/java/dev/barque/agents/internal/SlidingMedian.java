package dev.barque.agents.internal;

/**
 * The median of a window that slides: numbers come in at one end and go out at the other. Keeps them sorted; each step costs
 * a search and a short move. Not safe for use by several threads.
 */
public final class SlidingMedian {
    private final double[] sorted;
    private int size;

    /** A window of at most so many numbers. */
    public SlidingMedian(int capacity) {
        sorted = new double[capacity];
    }

    /** Takes a number in; NaN is left out. */
    public void add(double value) {
        if (!Double.isNaN(value)) {
            int at = place(value);
            System.arraycopy(sorted, at, sorted, at + 1, size - at);
            sorted[at] = value;
            size++;
        }
    }

    /** Lets a number go that was taken in before. */
    public void remove(double value) {
        if (!Double.isNaN(value)) {
            int at = place(value);
            System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
            size--;
        }
    }

    /** The median of what is in the window, NaN when that is nothing. */
    public double median() {
        if (size == 0) {
            return Double.NaN;
        }
        int middle = size / 2;
        return size % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The first place whose number is not smaller. */
    private int place(double value) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Double.compare(sorted[middle], value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
