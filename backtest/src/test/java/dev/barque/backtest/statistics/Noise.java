package dev.barque.backtest.statistics;

import java.util.SplittableRandom;

/** Returns that are known to hold an edge or none, from a seed. */
final class Noise {
    private final SplittableRandom random;

    private Noise(long seed) {
        random = new SplittableRandom(seed);
    }

    static Noise of(long seed) {
        return new Noise(seed * 0x5851f42d4c957f2dL + 1);
    }

    /** Standard normal, by the quantile function. */
    double normal() {
        return Normal.quantile(random.nextDouble(1e-300, 1));
    }

    /** Independent normal returns of a deviation of 1 %, whose true Sharpe ratio per day is given. */
    double[] returns(int days, double sharpePerDay) {
        double[] returns = new double[days];
        for (int i = 0; i < days; i++) {
            returns[i] = 0.01 * (normal() + sharpePerDay);
        }
        return returns;
    }

    /** Variants without an edge. */
    double[][] variants(int count, int days) {
        double[][] variants = new double[count][];
        for (int v = 0; v < count; v++) {
            variants[v] = returns(days, 0);
        }
        return variants;
    }

    /** x(t) = rho x(t - 1) + e(t). */
    double[] autoregressive(int days, double rho) {
        double[] values = new double[days];
        double last = 0;
        for (int i = -200; i < days; i++) {
            last = rho * last + normal();
            if (i >= 0) {
                values[i] = last;
            }
        }
        return values;
    }

    /** Far from normal. */
    double[] skewed(int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Math.exp(normal()) - 1.5;
        }
        return values;
    }
}
