package dev.barque.backtest.reasons;

import java.util.Arrays;

/** Many amounts, and how they are spread. Those that are no numbers count, and have no place in the spread. */
public final class Spread {
    private double[] amounts = new double[16];
    private int size;
    private int count;

    /** Takes an amount in. */
    public void add(double amount) {
        count++;
        if (!Double.isNaN(amount)) {
            if (size == amounts.length) {
                amounts = Arrays.copyOf(amounts, 2 * size);
            }
            amounts[size++] = amount;
        }
    }

    /** How many there were, those that are no numbers too. */
    public int count() {
        return count;
    }

    /** The amount that so large a share (0 to 1) of them does not exceed, by the nearest rank; NaN when there is none. */
    public double quantile(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(amounts, size);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * size);
        return sorted[Math.max(0, rank - 1)];
    }
}
