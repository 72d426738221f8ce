package dev.barque.agents.internal;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/**
 * Column arithmetic with the conventions of data frames: a missing number is NaN, sums and means skip it, deviations are
 * those of a sample (n - 1).
 */
public final class Frame {
    private Frame() {}

    /**
     * Relative change from one of {@code size} prices to the next, the first being NaN. A missing price counts as the one before it, as the
     * published system's library does.
     */
    public static void relativeChanges(double[] price, int from, int size, double[] out) {
        double previous = Double.NaN;
        for (int i = 0; i < size; i++) {
            double given = price[from + i];
            double current = Double.isNaN(given) ? previous : given;
            out[i] = i == 0 ? Double.NaN : current / previous - 1;
            previous = current;
        }
    }

    /** Mean of the numbers that are there, NaN without any. */
    public static double mean(double[] values, int from, int to) {
        double sum = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                sum += values[i];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** Sample standard deviation of the numbers that are there, NaN with fewer than two. */
    public static double deviation(double[] values, int from, int to) {
        return deviation(values, from, to, mean(values, from, to));
    }

    /** {@link #deviation(double[], int, int)} of numbers whose {@link #mean} is known. */
    public static double deviation(double[] values, int from, int to, double mean) {
        double squares = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(values[i])) {
                double off = values[i] - mean;
                squares += off * off;
                count++;
            }
        }
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
    }

    /** As {@link #deviation}, but NaN as soon as one number is missing or infinite: a window that is not full. */
    public static double fullWindowDeviation(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Double.isFinite(values[i])) {
                return Double.NaN;
            }
        }
        // Equal numbers have no spread; arithmetic alone would leave the rounding error of their mean.
        boolean constant = true;
        for (int i = from + 1; i < to && constant; i++) {
            constant = values[i] == values[from];
        }
        return constant && to - from > 1 ? 0 : deviation(values, from, to);
    }

    /**
     * Percentile by linear interpolation between the nearest ranks, of numbers none of which may be NaN; {@code fraction} is 0..1. The
     * numbers change places.
     */
    public static double percentile(double[] values, int count, double fraction) {
        double rank = (count - 1) * fraction;
        int below = (int) Math.floor(rank);
        int above = Math.min(below + 1, count - 1);
        sortFrom(below, values, count);
        double part = rank - below;
        double difference = values[above] - values[below];
        // Interpolating from the nearer end keeps the error symmetric.
        return part < 0.5 ? values[below] + difference * part : values[above] - difference * (1 - part);
    }

    /** Brings the numbers from a rank on to their places, the greatest first: for the 80th of a hundred not all need be sorted. */
    private static void sortFrom(int rank, double[] values, int count) {
        for (int last = count - 1; last >= rank; last--) {
            int greatest = last;
            double most = values[last];
            for (int i = last - 1; i >= 0; i--) {
                if (values[i] > most) {
                    most = values[i];
                    greatest = i;
                }
            }
            values[greatest] = values[last];
            values[last] = most;
        }
    }

    /** The order of times, equal ones as they stand. */
    public static int[] orderOf(long[] times) {
        return orderOf(times.length, (a, b) -> Long.compare(times[a], times[b]));
    }

    /** The order of numbers, equal ones as they stand, missing ones last. */
    public static int[] orderOf(double[] values) {
        return orderOf(values.length, (a, b) -> Double.compare(values[a], values[b]));
    }

    private static int[] orderOf(int size, IntBinaryOperator comparison) {
        int[] order = new int[size];
        boolean ordered = true;
        for (int i = 0; i < size; i++) {
            order[i] = i;
            ordered &= i == 0 || comparison.applyAsInt(i - 1, i) <= 0;
        }
        return ordered ? order : sorted(order, comparison);
    }

    private static int[] sorted(int[] order, IntBinaryOperator comparison) {
        Integer[] boxed = Arrays.stream(order).boxed().toArray(Integer[]::new);
        Arrays.sort(boxed, comparison::applyAsInt);
        return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
    }
}
