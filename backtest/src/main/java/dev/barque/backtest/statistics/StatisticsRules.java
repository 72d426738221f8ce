package dev.barque.backtest.statistics;

/**
 * What the figures are taken by.
 *
 * @param periodsPerYear trading dates of a year: 252 for US equities, 365 where markets never close
 * @param riskFreePerYear what money earned without risk, as a share per year, taken off returns for Sharpe and Sortino
 * @param leastDaysForYear dates below which no rate per year is given for growth: a few days say nothing about a year
 * @param level of confidence for intervals and verdicts, such as 0.95
 * @param resamples of bootstraps and Monte Carlo
 * @param seed of both
 */
public record StatisticsRules(
        double periodsPerYear, double riskFreePerYear, int leastDaysForYear, double level, int resamples, long seed) {
    /** Refuses, with {@code statistics.bad-number}, what has no sense. */
    public StatisticsRules {
        require("periodsPerYear", "a number above 0", periodsPerYear, periodsPerYear > 0);
        require("riskFreePerYear", "a share above -1", riskFreePerYear, riskFreePerYear > -1);
        require("leastDaysForYear", "at least 2", leastDaysForYear, leastDaysForYear >= 2);
        require("level", "a number between 0.5 and 1, such as 0.95", level, level > 0.5 && level < 1);
        require("resamples", "at least 100", resamples, resamples >= 100);
    }

    /** US equities: 252 dates a year, no risk-free rate, a quarter of a year at least, 95 percent, 2,000 resamples. */
    public static StatisticsRules standard() {
        return new StatisticsRules(252, 0, 63, 0.95, 2_000, 20_140_922L);
    }

    /** The same with other trading dates per year. */
    public StatisticsRules withPeriodsPerYear(double periods) {
        return new StatisticsRules(periods, riskFreePerYear, leastDaysForYear, level, resamples, seed);
    }

    /** The same with other lots. */
    public StatisticsRules withSeed(long other) {
        return new StatisticsRules(periodsPerYear, riskFreePerYear, leastDaysForYear, level, resamples, other);
    }

    /** The same with so many resamples. */
    public StatisticsRules withResamples(int count) {
        return new StatisticsRules(periodsPerYear, riskFreePerYear, leastDaysForYear, level, count, seed);
    }

    private static void require(String name, String expected, double found, boolean holds) {
        if (!holds || !Double.isFinite(found)) {
            throw StatisticsErrors.badNumber(name, expected, found);
        }
    }
}
