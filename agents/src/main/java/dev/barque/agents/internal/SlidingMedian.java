package dev.barque.agents.internal;

import java.util.Arrays;

/**
 * The median of a window that slides: numbers come in at one end and go out at the other. Keeps them sorted; each step costs
 * a search and a short move. Not safe for use by several threads.
 */
public final class SlidingMedian {
    private double[] sorted;
    private int size;

    /** A window of so many numbers, or more. */
    public SlidingMedian(int capacity) {
        sorted = new double[capacity];
    }

    /** Takes a number in; NaN is left out. */
    public void add(double value) {
        if (!Double.isNaN(value)) {
            if (size == sorted.length) {
                sorted = Arrays.copyOf(sorted, 2 * size);
            }
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

    /** How many numbers are in the window. */
    public int size() {
        return size;
    }

    /** How many numbers of the window are smaller, equal ones counting half; the number must not be NaN. */
    public double smaller(double value) {
        int below = place(value);
        int equal = 0;
        while (below + equal < size && sorted[below + equal] == value) {
            equal++;
        }
        return below + 0.5 * equal;
    }

    /** Lets all numbers go. */
    public void clear() {
        size = 0;
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
