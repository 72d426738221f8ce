package dev.barque.core.quality;

import java.util.Arrays;

/** Returns of a session and how far each is from their middle. One for all symbols of a run: its arrays are used again. */
final class ReturnSample {
    /** Makes the median of absolute deviations of a normal distribution its standard deviation. */
    private static final double OF_MEDIAN = 1.4826;
    /** The same for their mean. */
    private static final double OF_MEAN = 1.2533;

    private double[] returns = new double[512];
    private double[] work = new double[512];
    private long[] times = new long[512];
    private int size;
    private double middle;
    private double scale;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void add(long time, double value) {
        if (size == times.length) {
            returns = Arrays.copyOf(returns, size * 2);
            times = Arrays.copyOf(times, size * 2);
            work = new double[size * 2];
        }
        times[size] = time;
        returns[size++] = value;
    }

    long time(int i) {
        return times[i];
    }

    double value(int i) {
        return returns[i];
    }

    double middle() {
        return middle;
    }

    double scale() {
        return scale;
    }

    double[] values() {
        return Arrays.copyOf(returns, size);
    }

    long[] timesOfValues() {
        return Arrays.copyOf(times, size);
    }

    /** Measures what is in it: median, and median of absolute deviations; their mean where half of them are none. */
    void measure() {
        System.arraycopy(returns, 0, work, 0, size);
        middle = median(work, size);
        double sum = 0;
        for (int i = 0; i < size; i++) {
            work[i] = Math.abs(returns[i] - middle);
            sum += work[i];
        }
        double deviation = median(work, size);
        scale = deviation > 0 ? OF_MEDIAN * deviation : OF_MEAN * sum / size;
    }

    /** The median of the first {@code n} values, which are put into another order. */
    static double median(double[] values, int n) {
        int half = n / 2;
        double upper = select(values, n, half);
        if (n % 2 == 1) {
            return upper;
        }
        double lower = values[0];
        for (int i = 1; i < half; i++) {
            lower = Math.max(lower, values[i]);
        }
        return lower + (upper - lower) / 2;
    }

    /** Puts the value that would be at {@code k} in order there, smaller ones before it. */
    private static double select(double[] a, int n, int k) {
        int low = 0;
        int high = n - 1;
        while (low < high) {
            double pivot = a[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (a[i] < pivot) {
                    i++;
                }
                while (a[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swap = a[i];
                    a[i++] = a[j];
                    a[j--] = swap;
                }
            }
            if (k <= j) {
                high = j;
            } else if (k >= i) {
                low = i;
            } else {
                return a[k];
            }
        }
        return a[k];
    }
}
