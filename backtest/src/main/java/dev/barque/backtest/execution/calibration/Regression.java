package dev.barque.backtest.execution.calibration;

import java.util.Arrays;

/**
 * A line through points, by least squares that are weighed again and again so that outliers pull no more than Huber's bound of
 * 1.345 robust standard deviations allows (Huber, Robust Statistics, 1981, chapter 7). The scale is the median of the absolute
 * residuals over 0.6745.
 */
final class Regression {
    private static final int ROUNDS = 30;
    private static final double HUBER = 1.345;

    private final boolean hasBase;
    double base;
    double slope;
    private double bound;

    private Regression(boolean hasBase) {
        this.hasBase = hasBase;
    }

    /** Through the points of these indices. */
    static Regression fit(double[] x, double[] y, int[] which, boolean hasBase) {
        return new Regression(hasBase).weighed(x, y, which, Double.NaN);
    }

    /** Through points drawn again, some more than once, with the bound that all of them gave: a new one would take a sort. */
    double slopeOf(double[] x, double[] y, int[] drawn) {
        return new Regression(hasBase).weighed(x, y, drawn, bound).slope;
    }

    private Regression weighed(double[] x, double[] y, int[] which, double fixedBound) {
        double[] weights = new double[which.length];
        double[] sizes = new double[which.length];
        Arrays.fill(weights, 1);
        solve(x, y, which, weights);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = Math.abs(y[which[i]] - at(x[which[i]]));
            }
            bound = Double.isNaN(fixedBound) ? HUBER * median(sizes) / 0.6745 : fixedBound;
            for (int i = 0; i < sizes.length; i++) {
                weights[i] = sizes[i] <= bound ? 1 : bound / sizes[i];
            }
            double before = slope;
            if (bound <= 0 || !solve(x, y, which, weights) || Math.abs(slope - before) <= 1e-6 * Math.abs(before)) {
                break;
            }
        }
        return this;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    double at(double x) {
        return base + slope * x;
    }

    private boolean solve(double[] x, double[] y, int[] which, double[] weights) {
        double w = 0;
        double wx = 0;
        double wy = 0;
        double wxx = 0;
        double wxy = 0;
        for (int i = 0; i < which.length; i++) {
            double weight = weights[i];
            double at = x[which[i]];
            double to = y[which[i]];
            w += weight;
            wx += weight * at;
            wy += weight * to;
            wxx += weight * at * at;
            wxy += weight * at * to;
        }
        if (hasBase) {
            double determinant = w * wxx - wx * wx;
            if (!(determinant > 1e-12 * w * wxx)) {
                return false;
            }
            slope = (w * wxy - wx * wy) / determinant;
            base = (wy - slope * wx) / w;
        } else {
            if (!(wxx > 0)) {
                return false;
            }
            slope = wxy / wxx;
        }
        return true;
    }
}
