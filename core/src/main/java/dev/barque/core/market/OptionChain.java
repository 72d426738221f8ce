package dev.barque.core.market;

import java.util.Arrays;

/**
 * The listed options of one underlying at one instant, in columns: one row per contract. Greeks are per share of the
 * underlying, open interest is in contracts. Unknown numbers are NaN. Immutable and safe to share.
 */
public final class OptionChain {
    private static final OptionChain EMPTY =
            new OptionChain(new double[0], new double[0], new double[0], new double[0], new double[0]);

    private final double[] strike;
    private final double[] gamma;
    private final double[] vega;
    private final double[] theta;
    private final double[] openInterest;

    /** Copies the columns; they must be of one length. */
    public OptionChain(double[] strike, double[] gamma, double[] vega, double[] theta, double[] openInterest) {
        int size = strike.length;
        if (gamma.length != size || vega.length != size || theta.length != size || openInterest.length != size) {
            throw new IllegalArgumentException(String.format(
                    "Option chain columns must be of one length but were strike %d, gamma %d, vega %d, theta %d, open interest %d",
                    size, gamma.length, vega.length, theta.length, openInterest.length));
        }
        this.strike = strike.clone();
        this.gamma = gamma.clone();
        this.vega = vega.clone();
        this.theta = theta.clone();
        this.openInterest = openInterest.clone();
    }

    /** No contract at all, which is not the same as an unknown chain. */
    public static OptionChain empty() {
        return EMPTY;
    }

    /** How many contracts there are. */
    public int size() {
        return strike.length;
    }

    /** Strike of contract {@code i}, in the currency of the quote. */
    public double strike(int i) {
        return strike[i];
    }

    /** Change of delta per unit of the underlying's price. */
    public double gamma(int i) {
        return gamma[i];
    }

    /** Change of the option's price per unit of volatility. */
    public double vega(int i) {
        return vega[i];
    }

    /** Change of the option's price per unit of time, as the vendor scales it. */
    public double theta(int i) {
        return theta[i];
    }

    /** Open contracts. */
    public double openInterest(int i) {
        return openInterest[i];
    }

    @Override
    public String toString() {
        return "OptionChain of " + size() + " contracts at strikes "
                + Arrays.toString(Arrays.copyOf(strike, Math.min(3, size())));
    }
}
