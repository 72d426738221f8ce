package dev.barque.backtest.execution;

import java.util.Locale;

/**
 * The same share of the price on every fill, whatever the market.
 *
 * @param bps basis points of the price, 0 or more
 */
public record FixedSlippage(double bps) implements SlippageModel {
    /** Refuses what is negative or not a number. */
    public FixedSlippage {
        if (!(bps >= 0 && bps < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("bps must be 0 or more but was " + bps);
        }
    }

    @Override
    public String id() {
        return String.format(Locale.ROOT, bps == Math.rint(bps) ? "fixed-%.0fbps" : "fixed-%sbps", bps);
    }

    @Override
    public double perUnit(Execution execution) {
        return execution.price() * (bps / 1e4);
    }
}
