package dev.barque.backtest.statistics;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Resamples daily returns in blocks of random length, so that what hangs together stays together: Politis and Romano, "The
 * stationary bootstrap" (JASA 89, 1994), on a circle. The same seed gives the same figures on every JVM. Immutable.
 */
public final class StationaryBootstrap {
    private final double blockLength;
    private final int resamples;
    private final double level;
    private final long seed;

    private StationaryBootstrap(double blockLength, StatisticsRules rules) {
        this.blockLength = blockLength;
        resamples = rules.resamples();
        level = rules.level();
        seed = rules.seed();
    }

    /** With blocks whose mean length suits these returns: Politis and White (2004), Patton, Politis and White (2009). */
    public static StationaryBootstrap suiting(double[] returns, StatisticsRules rules) {
        return new StationaryBootstrap(BlockLength.of(returns), rules);
    }

    /** With blocks of a mean length, at least 1. */
    public static StationaryBootstrap ofBlocks(double meanLength, StatisticsRules rules) {
        if (!(meanLength >= 1) || Double.isInfinite(meanLength)) {
            throw StatisticsErrors.badNumber("a mean block length of", "at least 1", meanLength);
        }
        return new StationaryBootstrap(meanLength, rules);
    }

    /** Mean length of a block, in periods. */
    public double blockLength() {
        return blockLength;
    }

    /** Mean return of a period. */
    public Optional<Interval> mean(double[] returns) {
        return interval(returns, Moments::mean);
    }

    /** Sharpe ratio per period; resamples whose returns do not vary count 0. */
    public Optional<Interval> sharpe(double[] returns) {
        return interval(
                returns, sample -> Moments.areEqual(sample) ? 0 : Moments.mean(sample) / Moments.deviation(sample));
    }

    /** Deepest fall below the highest point so far, as a share, of returns that are compounded. */
    public Optional<Interval> maxDrawdown(double[] returns) {
        return interval(returns, StationaryBootstrap::deepest);
    }

    private static double deepest(double[] returns) {
        double equity = 1;
        double peak = 1;
        double deepest = 0;
        for (double value : returns) {
            equity *= 1 + value;
            peak = Math.max(peak, equity);
            deepest = Math.max(deepest, (peak - equity) / peak);
        }
        return deepest;
    }

    /** Empty for fewer than 2 returns or ones that do not vary: resampling them shows nothing. */
    private Optional<Interval> interval(double[] returns, ToDoubleFunction<double[]> figure) {
        if (returns.length < 2 || Moments.areEqual(returns)) {
            return Optional.empty();
        }
        SeededRandom random = new SeededRandom(seed);
        int[] order = new int[returns.length];
        double[] sample = new double[returns.length];
        double[] found = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            fill(order, blockLength, random);
            for (int t = 0; t < sample.length; t++) {
                sample[t] = returns[order[t]];
            }
            found[i] = figure.applyAsDouble(sample);
        }
        return Optional.of(Interval.of(figure.applyAsDouble(returns), found, level));
    }

    /** Which period stands at each place of a resample. */
    static void fill(int[] order, double meanLength, SeededRandom random) {
        double end = 1 / meanLength;
        for (int t = 0; t < order.length; t++) {
            order[t] = t == 0 || random.nextDouble() < end
                    ? random.nextInt(order.length)
                    : (order[t - 1] + 1 == order.length ? 0 : order[t - 1] + 1);
        }
    }
}
