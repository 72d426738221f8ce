package dev.barque.backtest.statistics;

import java.util.Arrays;

/** Moments and quantiles of a sample. */
final class Moments {
    private Moments() {}

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** With n - 1. */
    static double deviation(double[] values) {
        return StrictMath.sqrt(centred(values, 2) * values.length / (values.length - 1));
    }

    /** m3 / m2^1.5, without correction of its bias, as in the formulas of the probabilistic Sharpe ratio. */
    static double skewness(double[] values) {
        double m2 = centred(values, 2);
        return centred(values, 3) / (m2 * StrictMath.sqrt(m2));
    }

    /** m4 / m2^2: 3 for a normal distribution. */
    static double kurtosis(double[] values) {
        double m2 = centred(values, 2);
        return centred(values, 4) / (m2 * m2);
    }

    private static double centred(double[] values, int power) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            double off = value - mean;
            double term = off;
            for (int i = 1; i < power; i++) {
                term *= off;
            }
            sum += term;
        }
        return sum / values.length;
    }

    /** Whether all are the same: rounding would give them a deviation that is not there. */
    static boolean areEqual(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** Of ascending values; between two neighbours linearly: type 7 of Hyndman and Fan, "Sample quantiles" (1996). */
    static double quantile(double[] ascending, double p) {
        double at = p * (ascending.length - 1);
        int below = (int) at;
        if (below + 1 >= ascending.length) {
            return ascending[ascending.length - 1];
        }
        return ascending[below] + (at - below) * (ascending[below + 1] - ascending[below]);
    }
}
