package com.example.regime;

/**
 * A Markov chain of two regimes that cannot be seen, and returns that can: J. D. Hamilton, "A New Approach to the Economic
 * Analysis of Nonstationary Time Series and the Business Cycle", Econometrica 57(2), 1989, 357-384; the recursion as in his
 * "Time Series Analysis", Princeton University Press, 1994, equations 22.4.5 and 22.4.6.
 *
 * <p>In the regime "up" a standardised return z is normal with mean +d and variance 1, in "down" with mean -d and variance 1.
 * From one return to the next the regime stays with probability p. With x the probability of "up" given all returns up to now:
 *
 * <pre>
 *   before the next return:   m  = p x + (1 - p) (1 - x)                      (22.4.6)
 *   after it:                 x' = m f(z - d) / (m f(z - d) + (1 - m) f(z + d))    (22.4.5)
 * </pre>
 *
 * where f is the standard normal density, so that {@code f(z - d) / f(z + d) = exp(2 d z)}. It begins with x = 1/2, the
 * probability in the long run. Here d and p are given, not estimated.
 *
 * @param drift d: mean of a return in its regime, in standard deviations; above 0
 * @param persistence p: probability that the regime stays, from 0.5 to below 1
 */
record RegimeFilter(double drift, double persistence) {
    /** Normal tails are thin: one wild return would settle the matter. Larger ones count as this many deviations. */
    private static final double LARGEST = 4;

    /** The probability of "up" before anything was seen. */
    static double unknown() {
        return 0.5;
    }

    /** The probability of "up" at the next return, before it is seen. */
    double predicted(double up) {
        return persistence * up + (1 - persistence) * (1 - up);
    }

    /** The probability of "up" after the next return was seen, in standard deviations. */
    double updated(double up, double standardised) {
        double before = predicted(up);
        double z = Math.max(-LARGEST, Math.min(LARGEST, standardised));
        double odds = Math.exp(2 * drift * z);
        return before * odds / (before * odds + 1 - before);
    }
}
