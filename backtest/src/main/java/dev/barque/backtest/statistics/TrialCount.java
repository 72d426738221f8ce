package dev.barque.backtest.statistics;

import java.util.Arrays;

/**
 * How many ways were tried on the same data before one was shown.
 *
 * @param trials different ones; at least 1
 * @param sharpeVariance variance (n - 1) of their Sharpe ratios per period; 0 where there is one
 */
public record TrialCount(long trials, double sharpeVariance) {
    /** Refuses, with {@code statistics.bad-number}, fewer than one trial and a variance below 0. */
    public TrialCount {
        if (trials < 1) {
            throw StatisticsErrors.badNumber("trials", "at least 1", trials);
        }
        if (!(sharpeVariance >= 0) || Double.isInfinite(sharpeVariance)) {
            throw StatisticsErrors.badNumber("a variance of", "at least 0", sharpeVariance);
        }
    }

    /** A run that was the first and only one. */
    public static TrialCount single() {
        return new TrialCount(1, 0);
    }

    /**
     * Of the Sharpe ratios per period of all of them; NaN for a trial whose returns did not vary, which counts as a trial and says
     * nothing about the variance. With fewer than two ratios, the variance is that of the estimate without an edge, 1 / periods.
     */
    public static TrialCount of(double[] sharpes, int periods) {
        int known = 0;
        double[] ratios = new double[sharpes.length];
        for (double ratio : sharpes) {
            if (Double.isFinite(ratio)) {
                ratios[known] = ratio;
                known++;
            }
        }
        if (sharpes.length <= 1) {
            return single();
        }
        double[] all = Arrays.copyOf(ratios, known);
        double variance = known < 2 ? 1.0 / Math.max(2, periods) : square(Moments.deviation(all));
        return new TrialCount(sharpes.length, variance);
    }

    private static double square(double value) {
        return value * value;
    }
}
