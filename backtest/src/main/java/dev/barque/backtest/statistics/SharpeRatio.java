package dev.barque.backtest.statistics;

import java.util.Optional;

/**
 * A Sharpe ratio per period with what is needed to say how sure it is: Bailey and Lopez de Prado, "The Sharpe ratio efficient
 * frontier" (Journal of Risk 15(2), 2012) and "The deflated Sharpe ratio" (Journal of Portfolio Management 40(5), 2014). Returns
 * are taken for independent of each other, which flatters a ratio whose returns hang together; the bootstrap does not.
 *
 * @param perPeriod mean over standard deviation of the returns of a period, not annualised
 * @param observations how many periods; at least 2
 * @param skewness of the returns; 0 for a normal distribution
 * @param kurtosis of the returns; 3 for a normal distribution
 */
public record SharpeRatio(double perPeriod, int observations, double skewness, double kurtosis) {
    private static final double EULER_MASCHERONI = 0.5772156649015329;

    /** Refuses, with {@code statistics.bad-number}, moments that no sample can have. */
    public SharpeRatio {
        if (!Double.isFinite(perPeriod)) {
            throw StatisticsErrors.badNumber("a Sharpe ratio of", "a finite number", perPeriod);
        }
        if (observations < 2) {
            throw StatisticsErrors.badNumber("observations", "at least 2", observations);
        }
        // Pearson's inequality; a little below it by rounding.
        if (!(kurtosis >= 1 + skewness * skewness - 1e-6 * kurtosis) || Double.isInfinite(kurtosis)) {
            throw StatisticsErrors.badNumber("a kurtosis of", "at least 1 + skewness^2", kurtosis);
        }
    }

    /** Of returns in excess of the risk-free rate; empty where there are fewer than 2 or they do not vary. */
    public static Optional<SharpeRatio> of(double[] returns) {
        if (returns.length < 2 || Moments.areEqual(returns)) {
            return Optional.empty();
        }
        double ratio = Moments.mean(returns) / Moments.deviation(returns);
        double skewness = Moments.skewness(returns);
        double kurtosis = Moments.kurtosis(returns);
        return Double.isFinite(ratio) && Double.isFinite(skewness) && Double.isFinite(kurtosis)
                ? Optional.of(new SharpeRatio(ratio, returns.length, skewness, kurtosis))
                : Optional.empty();
    }

    /** Times the square root of the periods of a year: Sharpe, "The Sharpe ratio" (1994). */
    public double annualised(double periodsPerYear) {
        return perPeriod * StrictMath.sqrt(periodsPerYear);
    }

    /** Standard error per period: Mertens (2002), with n - 1. */
    public double standardError() {
        return StrictMath.sqrt(spread() / (observations - 1));
    }

    /** n times the variance of the estimate. */
    private double spread() {
        return Math.max(0, 1 - skewness * perPeriod + (kurtosis - 1) / 4 * perPeriod * perPeriod);
    }

    /** The probabilistic Sharpe ratio: how probable it is that the true ratio per period is above a benchmark (2012, equation 11). */
    public Measure probabilityAbove(double benchmarkPerPeriod) {
        double error = standardError();
        return error > 0
                ? Measure.of(Normal.cdf((perPeriod - benchmarkPerPeriod) / error))
                : Measure.none("the returns take only two values, from which no error can be told");
    }

    /**
     * Least number of periods with which this ratio would be above a benchmark at a level such as 0.95 (2012, equation 13: the
     * minimum track record length); none where it is not above it at all.
     */
    public Measure leastObservations(double benchmarkPerPeriod, double level) {
        if (perPeriod <= benchmarkPerPeriod) {
            return Measure.none("the ratio is not above the benchmark, and no length of record will show that it is");
        }
        double distance = Normal.quantile(level) / (perPeriod - benchmarkPerPeriod);
        return Measure.of(1 + spread() * distance * distance);
    }

    /**
     * The deflated Sharpe ratio: how probable it is that the true ratio is above what the best of so many trials without any edge
     * would show (2014). With one trial it is {@link #probabilityAbove} 0.
     *
     * @param trials how many were made on the same data; at least 1
     * @param variance of the ratios per period across them
     */
    public Measure deflated(long trials, double variance) {
        return probabilityAbove(expectedMaximum(trials, variance));
    }

    /**
     * What the best of so many independent trials without an edge is to be expected to show: the false strategy theorem (2014,
     * equation 1; the appendix has its proof), 0 for one trial.
     */
    public static double expectedMaximum(long trials, double variance) {
        if (trials < 1) {
            throw StatisticsErrors.badNumber("trials", "at least 1", trials);
        }
        if (!(variance >= 0) || Double.isInfinite(variance)) {
            throw StatisticsErrors.badNumber("a variance of", "at least 0", variance);
        }
        if (trials == 1) {
            return 0;
        }
        double largest = -Normal.quantile(1.0 / trials);
        double larger = -Normal.quantile(1.0 / (trials * StrictMath.E));
        return StrictMath.sqrt(variance) * ((1 - EULER_MASCHERONI) * largest + EULER_MASCHERONI * larger);
    }
}
