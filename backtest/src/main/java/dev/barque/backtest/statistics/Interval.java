package dev.barque.backtest.statistics;

/**
 * Where a figure lies with a stated confidence.
 *
 * @param estimate the figure itself
 * @param low below this it lies half as often as the level leaves open
 * @param high above this it lies as often
 * @param level such as 0.95
 */
public record Interval(double estimate, double low, double high, double level) {
    /** Of what resampling gave, its quantiles: Efron's percentile method (1979). */
    static Interval of(double estimate, double[] resampled, double level) {
        double[] ascending = Moments.sorted(resampled);
        return new Interval(
                estimate,
                Moments.quantile(ascending, (1 - level) / 2),
                Moments.quantile(ascending, (1 + level) / 2),
                level);
    }

    /** Whether a value lies within, ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
