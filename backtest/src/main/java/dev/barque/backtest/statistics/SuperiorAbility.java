package dev.barque.backtest.statistics;

/**
 * Whether the best of several variants beats doing nothing, given that it was chosen as the best: Hansen, "A test for superior
 * predictive ability" (Journal of Business and Economic Statistics 23(4), 2005), and White, "A reality check for data snooping"
 * (Econometrica 68(5), 2000), both over the stationary bootstrap.
 *
 * @param pValue Hansen's, consistent: how often variants without any edge would look as good as the best one
 * @param realityCheck White's, of returns that are not scaled: never helped by bad variants left out
 * @param best which variant looks best after scaling, from 0; -1 where none of them gained
 * @param variants how many there were
 */
public record SuperiorAbility(double pValue, double realityCheck, int best, int variants) {
    /**
     * Of returns in excess of what they are compared with. Blocks are as long as suits the mean of all variants. Throws {@code
     * statistics.bad-matrix} for fewer than 10 periods. Work grows with variants times periods times resamples.
     */
    public static SuperiorAbility of(ReturnMatrix returns, StatisticsRules rules) {
        int n = returns.periods();
        if (n < 10) {
            throw StatisticsErrors.badMatrix("a test of superior ability", n + " periods are too few: it needs 10");
        }
        double length = BlockLength.of(meanOf(returns));
        double root = StrictMath.sqrt(n);
        double threshold = -StrictMath.sqrt(2 * StrictMath.log(StrictMath.log(n)));
        int variants = returns.variants();
        double[] means = new double[variants];
        double[] errors = new double[variants];
        boolean[] hopeless = new boolean[variants];
        int best = -1;
        double scaled = 0;
        double plain = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < variants; v++) {
            double[] own = returns.variant(v);
            means[v] = Moments.mean(own);
            errors[v] = error(own, length);
            double ratio = errors[v] > 0 ? root * means[v] / errors[v] : 0;
            hopeless[v] = ratio < threshold;
            if (ratio > scaled) {
                scaled = ratio;
                best = v;
            }
            plain = Math.max(plain, root * means[v]);
        }
        int asGood = 0;
        int asGoodPlain = 0;
        SeededRandom random = new SeededRandom(rules.seed());
        int[] order = new int[n];
        for (int i = 0; i < rules.resamples(); i++) {
            StationaryBootstrap.fill(order, length, random);
            double most = 0;
            double mostPlain = Double.NEGATIVE_INFINITY;
            for (int v = 0; v < variants; v++) {
                double off = root * (mean(returns, v, order) - means[v]);
                mostPlain = Math.max(mostPlain, off);
                if (errors[v] > 0) {
                    most = Math.max(most, (hopeless[v] ? off + root * means[v] : off) / errors[v]);
                }
            }
            asGood += most >= scaled ? 1 : 0;
            asGoodPlain += mostPlain >= plain ? 1 : 0;
        }
        double count = rules.resamples();
        return new SuperiorAbility(asGood / count, asGoodPlain / count, best, variants);
    }

    private static double mean(ReturnMatrix returns, int variant, int[] order) {
        double sum = 0;
        for (int t : order) {
            sum += returns.at(variant, t);
        }
        return sum / order.length;
    }

    private static double[] meanOf(ReturnMatrix returns) {
        double[] mean = new double[returns.periods()];
        for (int t = 0; t < mean.length; t++) {
            for (int v = 0; v < returns.variants(); v++) {
                mean[t] += returns.at(v, t) / returns.variants();
            }
        }
        return mean;
    }

    /** Root of n times the variance of the mean under the bootstrap: Politis and Romano (1994), lemma 1. */
    private static double error(double[] values, double length) {
        int n = values.length;
        if (Moments.areEqual(values)) {
            return 0;
        }
        // Beyond 40 mean lengths what is left of a weight is below rounding.
        int most = (int) Math.min(n - 1, Math.ceil(40 * length));
        double[] covariance = BlockLength.autocovariance(values, most);
        double stay = 1 - 1 / length;
        double sum = covariance[0];
        double staying = 1;
        for (int k = 1; k <= most; k++) {
            staying *= stay;
            double around = StrictMath.pow(stay, n - k);
            sum += 2 * covariance[k] * ((double) (n - k) / n * staying + (double) k / n * around);
        }
        return StrictMath.sqrt(Math.max(0, sum));
    }
}
