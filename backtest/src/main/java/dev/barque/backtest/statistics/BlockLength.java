package dev.barque.backtest.statistics;

/**
 * How long blocks of a stationary bootstrap are to be on the mean: Politis and White, "Automatic block-length selection for the
 * dependent bootstrap" (Econometric Reviews 23, 2004) with the correction of Patton, Politis and White (28, 2009).
 */
final class BlockLength {
    private static final double SIGNIFICANT = 2;
    private static final int LEAST_LAGS = 5;

    private BlockLength() {}

    static double of(double[] values) {
        int n = values.length;
        if (n < 4 || Moments.areEqual(values)) {
            return 1;
        }
        int lags = Math.max(LEAST_LAGS, (int) StrictMath.ceil(StrictMath.sqrt(StrictMath.log10(n))));
        int most = Math.min(n - 1, (int) StrictMath.ceil(StrictMath.sqrt(n)) + lags);
        double[] covariance = autocovariance(values, most);
        int bandwidth = Math.min(most, 2 * Math.max(1, firstInsignificant(covariance, n, lags)));
        double spectrum = covariance[0];
        double slope = 0;
        for (int k = 1; k <= bandwidth; k++) {
            double weight = flatTop((double) k / bandwidth);
            spectrum += 2 * weight * covariance[k];
            slope += 2 * weight * k * covariance[k];
        }
        double length = StrictMath.cbrt(slope * slope / (spectrum * spectrum) * n);
        double longest = StrictMath.ceil(Math.min(3 * StrictMath.sqrt(n), n / 3.0));
        return Double.isFinite(length) ? Math.max(1, Math.min(length, longest)) : longest;
    }

    /** Trapezium of Politis and Romano (1995). */
    private static double flatTop(double t) {
        return t <= 0.5 ? 1 : 2 * (1 - t);
    }

    /** The lag from which on so many autocorrelations in a row are insignificant; the last lag when there is none. */
    private static int firstInsignificant(double[] covariance, int n, int lags) {
        double bound = SIGNIFICANT * StrictMath.sqrt(StrictMath.log10(n) / n);
        int run = 0;
        for (int k = 1; k < covariance.length; k++) {
            run = Math.abs(covariance[k] / covariance[0]) < bound ? run + 1 : 0;
            if (run == lags) {
                return k - lags;
            }
        }
        return covariance.length - 1;
    }

    static double[] autocovariance(double[] values, int most) {
        double mean = Moments.mean(values);
        double[] covariance = new double[most + 1];
        for (int k = 0; k <= most; k++) {
            double sum = 0;
            for (int i = k; i < values.length; i++) {
                sum += (values[i] - mean) * (values[i - k] - mean);
            }
            covariance[k] = sum / values.length;
        }
        return covariance;
    }
}
