package dev.barque.backtest.statistics;

/**
 * What other orders of the same trades would have given: the result is the same, the way to it is not. Trades are taken for
 * independent of each other; where losses come in rows the true falls are deeper.
 *
 * @param actualDrawdown greatest fall of the sum of results below its highest point, in the order in which they were closed, in money
 * @param medianDrawdown of the orders that were drawn
 * @param badDrawdown not exceeded in so many of them as the level says
 * @param level of {@code badDrawdown}, such as 0.95
 * @param deeperShare share of the orders whose fall is deeper than the actual one
 * @param orders how many were drawn
 */
public record TradeOrder(
        double actualDrawdown,
        double medianDrawdown,
        double badDrawdown,
        double level,
        double deeperShare,
        int orders) {
    /** Of results after costs; with no trade there is no fall. Shuffles as Fisher and Yates do. */
    public static TradeOrder shuffled(TradeTable trades, StatisticsRules rules) {
        double[] results = trades.pnls();
        double actual = drawdown(results);
        SeededRandom random = new SeededRandom(rules.seed());
        double[] found = new double[rules.resamples()];
        int deeper = 0;
        for (int i = 0; i < found.length; i++) {
            for (int k = results.length - 1; k > 0; k--) {
                int other = random.nextInt(k + 1);
                double kept = results[k];
                results[k] = results[other];
                results[other] = kept;
            }
            found[i] = drawdown(results);
            deeper += found[i] > actual ? 1 : 0;
        }
        double[] ascending = Moments.sorted(found);
        return new TradeOrder(
                actual,
                Moments.quantile(ascending, 0.5),
                Moments.quantile(ascending, rules.level()),
                rules.level(),
                (double) deeper / found.length,
                found.length);
    }

    /**
     * Risk of ruin: in what share of futures of so many trades, each drawn anew out of these, losses use up some of the capital;
     * none without trades.
     *
     * @param loss in money, above 0, from the start and not from a peak
     * @param horizon how many trades a future has
     */
    public static Measure riskOfRuin(TradeTable trades, double loss, int horizon, StatisticsRules rules) {
        if (!(loss > 0)) {
            throw StatisticsErrors.badNumber("a loss of", "above 0", loss);
        }
        if (horizon < 1) {
            throw StatisticsErrors.badNumber("a horizon of", "at least 1 trade", horizon);
        }
        double[] results = trades.pnls();
        if (results.length == 0) {
            return Measure.none("there is no trade");
        }
        SeededRandom random = new SeededRandom(rules.seed());
        int ruined = 0;
        for (int i = 0; i < rules.resamples(); i++) {
            double sum = 0;
            for (int k = 0; k < horizon; k++) {
                sum += results[random.nextInt(results.length)];
                if (sum <= -loss) {
                    ruined++;
                    break;
                }
            }
        }
        return Measure.of((double) ruined / rules.resamples());
    }

    private static double drawdown(double[] results) {
        double sum = 0;
        double peak = 0;
        double deepest = 0;
        for (double result : results) {
            sum += result;
            peak = Math.max(peak, sum);
            deepest = Math.max(deepest, peak - sum);
        }
        return deepest;
    }
}
