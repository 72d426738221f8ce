package dev.barque.backtest.statistics;

/** The standard normal distribution. */
final class Normal {
    private static final double LOG_ROOT_TWO_PI = 0.9189385332046728;
    /** From here on the continued fraction is the more exact one. */
    private static final double TAIL = 2.5;

    private static final double LOW = 0.02425;
    private static final double[] A = {
        -3.969683028665376e+01,
        2.209460984245205e+02,
        -2.759285104469687e+02,
        1.383577518672690e+02,
        -3.066479806614716e+01,
        2.506628277459239e+00
    };
    private static final double[] B = {
        -5.447609879822406e+01,
        1.615858368580409e+02,
        -1.556989798598866e+02,
        6.680131188771972e+01,
        -1.328068155288572e+01,
        1
    };
    private static final double[] C = {
        -7.784894002430293e-03,
        -3.223964580411365e-01,
        -2.400758277161838e+00,
        -2.549732539343734e+00,
        4.374664141464968e+00,
        2.938163982698783e+00
    };
    private static final double[] D = {
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1
    };

    private Normal() {}

    static double density(double x) {
        return StrictMath.exp(-x * x / 2 - LOG_ROOT_TWO_PI);
    }

    /** By the series of Marsaglia, "Evaluating the normal distribution" (2004), and Laplace's continued fraction in the tails. */
    static double cdf(double x) {
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        if (x < 0) {
            return x < -TAIL ? upperTail(-x) : 0.5 - central(-x);
        }
        return x > TAIL ? 1 - upperTail(x) : 0.5 + central(x);
    }

    private static double central(double x) {
        double sum = x;
        double term = x;
        double before = 0;
        for (int i = 3; sum != before; i += 2) {
            before = sum;
            term *= x * x / i;
            sum += term;
        }
        return sum * density(x);
    }

    private static double upperTail(double x) {
        if (x > 40) {
            return 0;
        }
        double fraction = 0;
        for (int i = 100; i >= 1; i--) {
            fraction = i / (x + fraction);
        }
        return density(x) / (x + fraction);
    }

    /** Acklam's rational approximation (2003), then two steps of Halley's method. */
    static double quantile(double p) {
        if (!(p > 0 && p < 1)) {
            return p == 0 ? Double.NEGATIVE_INFINITY : p == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (p > 0.5) {
            return -quantile(1 - p);
        }
        double x;
        if (p < LOW) {
            double q = StrictMath.sqrt(-2 * StrictMath.log(p));
            x = polynomial(C, q) / polynomial(D, q);
        } else {
            double q = p - 0.5;
            double r = q * q;
            x = polynomial(A, r) * q / polynomial(B, r);
        }
        for (int step = 0; step < 2; step++) {
            double error = (cdf(x) - p) / density(x);
            x -= error / (1 + x * error / 2);
        }
        return x;
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (double coefficient : coefficients) {
            sum = sum * x + coefficient;
        }
        return sum;
    }
}
