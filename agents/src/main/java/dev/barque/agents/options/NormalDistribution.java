package dev.barque.agents.options;

/**
 * The standard normal distribution to the last digits, far tails included.
 *
 * <p>Source of the error functions: W. J. Cody, "Rational Chebyshev Approximations for the Error Function", Mathematics of
 * Computation 23 (1969), 631-637, with the coefficients of his program CALERF (Netlib, SPECFUN); relative error about 1e-16.
 */
final class NormalDistribution {
    private static final double SQRT_2 = Math.sqrt(2);
    private static final double ONE_BY_SQRT_PI = 0.5641895835477563;
    private static final double ONE_BY_SQRT_2_PI = 0.3989422804014327;

    /** Up to here the error function itself is approximated, beyond it its complement. */
    private static final double SMALL = 0.46875;

    /** From here on the tail is less than the smallest double. */
    private static final double NOTHING_LEFT = 28;

    private static final double[] A = {
        3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694, 0.18577770618460315
    };
    private static final double[] B = {23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171};
    private static final double[] C = {
        0.5641884969886701,
        8.883149794388377,
        66.11919063714163,
        298.6351381974001,
        881.952221241769,
        1712.0476126340707,
        2051.0783778260716,
        1230.3393547979972,
        2.1531153547440383e-8
    };
    private static final double[] D = {
        15.744926110709835,
        117.6939508913125,
        537.1811018620099,
        1621.3895745666903,
        3290.7992357334597,
        4362.619090143247,
        3439.3676741437216,
        1230.3393548037495
    };
    private static final double[] P = {
        0.30532663496123236,
        0.36034489994980445,
        0.12578172611122926,
        0.016083785148742275,
        0.0006587491615298378,
        0.016315387137302097
    };
    private static final double[] Q = {
        2.568520192289822, 1.8729528499234604, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918
    };

    private NormalDistribution() {}

    /** Density at x. */
    static double density(double x) {
        return ONE_BY_SQRT_2_PI * Math.exp(-0.5 * x * x);
    }

    /** Probability of at most x; of the far left tail too with full relative accuracy. */
    static double cumulative(double x) {
        return 0.5 * complementaryError(-x / SQRT_2);
    }

    /** {@code exp(x^2) erfc(x)} for x of 0 or more: what is left of the tail when its exponential is taken out. */
    static double scaledComplementaryError(double x) {
        return x <= SMALL ? Math.exp(x * x) * (1 - error(x)) : scaledTail(x);
    }

    private static double complementaryError(double x) {
        double y = Math.abs(x);
        if (y <= SMALL) {
            return 1 - error(x);
        }
        if (y > NOTHING_LEFT) {
            return x < 0 ? 2 : 0;
        }
        // The square in two parts: its rounding error would be that of the exponential.
        double high = Math.rint(y * 16) / 16;
        double low = (y - high) * (y + high);
        double tail = Math.exp(-high * high) * Math.exp(-low) * scaledTail(y);
        return x < 0 ? 2 - tail : tail;
    }

    private static double error(double x) {
        double square = x * x;
        double over = A[4] * square;
        double under = square;
        for (int i = 0; i < 3; i++) {
            over = (over + A[i]) * square;
            under = (under + B[i]) * square;
        }
        return x * (over + A[3]) / (under + B[3]);
    }

    private static double scaledTail(double y) {
        if (y <= 4) {
            double over = C[8] * y;
            double under = y;
            for (int i = 0; i < 7; i++) {
                over = (over + C[i]) * y;
                under = (under + D[i]) * y;
            }
            return (over + C[7]) / (under + D[7]);
        }
        double inverse = 1 / (y * y);
        double over = P[5] * inverse;
        double under = inverse;
        for (int i = 0; i < 4; i++) {
            over = (over + P[i]) * inverse;
            under = (under + Q[i]) * inverse;
        }
        return (ONE_BY_SQRT_PI - inverse * (over + P[4]) / (under + Q[4])) / y;
    }
}
