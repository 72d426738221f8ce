package dev.barque.agents.options;

/**
 * The undiscounted price of an out-of-the-money call by the total deviation {@code s = v sqrt T}, in units of the geometric mean
 * of forward and strike: {@code b(s) = e^(x/2) N(x/s + s/2) - e^(-x/2) N(x/s - s/2)} for {@code x = ln(F/K)} of 0 or less. It
 * grows from 0 to {@code e^(x/2)}.
 */
final class NormalisedBlack {
    private static final double SQRT_2 = Math.sqrt(2);
    private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);
    private static final int MOST_STEPS = 300;
    private static final double CLOSE = 1e-15;

    private final double x;

    NormalisedBlack(double x) {
        this.x = x;
    }

    /** The deviation at which the price is {@code value}, which is {@code missing} below its bound; both above 0. */
    double deviation(double value, double missing) {
        boolean lower = value <= missing;
        double target = Math.log(lower ? value : missing);
        // Between the wings: where the price turns from convex to concave; at the money, where it is nearly a line.
        double s = Math.max(Math.sqrt(-2 * x), Math.min(value, 1) * SQRT_2_PI);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MOST_STEPS; step++) {
            double ahead = lower ? logPrice(s) - target : target - logMissing(s);
            if (ahead < 0) {
                low = s;
            } else {
                high = s;
            }
            // d ln(price) / d ln(s), or of what is missing with the other sign.
            double gradient = s * Math.exp(logSlope(s) - (lower ? logPrice(s) : logMissing(s)));
            double next = s * Math.exp(-ahead / gradient);
            if (!(next > low && next < high)) {
                next = high == Double.POSITIVE_INFINITY ? 2 * s : low == 0 ? s / 2 : Math.sqrt(low) * Math.sqrt(high);
            }
            if (Math.abs(next - s) <= CLOSE * s) {
                return next;
            }
            s = next;
        }
        return s;
    }

    /** How fast the price grows with the deviation. */
    double slope(double s) {
        return Math.exp(logSlope(s));
    }

    private double logSlope(double s) {
        double h = x / s;
        double t = s / 2;
        return -0.5 * (h * h + t * t) - Math.log(SQRT_2_PI);
    }

    private double logPrice(double s) {
        double h = x / s;
        double t = s / 2;
        if (h + t < 0) {
            double difference = NormalDistribution.scaledComplementaryError(-(h + t) / SQRT_2)
                    - NormalDistribution.scaledComplementaryError(-(h - t) / SQRT_2);
            return -0.5 * (h * h + t * t) + Math.log(0.5 * difference);
        }
        return Math.log(Math.exp(x / 2) * NormalDistribution.cumulative(h + t)
                - Math.exp(-x / 2) * NormalDistribution.cumulative(h - t));
    }

    private double logMissing(double s) {
        double h = x / s;
        double t = s / 2;
        return Math.log(Math.exp(x / 2) * NormalDistribution.cumulative(-h - t)
                + Math.exp(-x / 2) * NormalDistribution.cumulative(h - t));
    }
}
