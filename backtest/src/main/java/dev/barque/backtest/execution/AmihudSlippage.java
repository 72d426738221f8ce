package dev.barque.backtest.execution;

/**
 * The published model: 1 basis point at an Amihud ratio of 1e-11 and below, 15 at 1e-8 and above, linear in its logarithm
 * between. A ratio of 0 and below costs 1 basis point, one that is not a number 15.
 */
public final class AmihudSlippage implements SlippageModel {
    private static final double LEAST_BPS = 1;
    private static final double MOST_BPS = 15;

    @Override
    public String id() {
        return "amihud-log";
    }

    @Override
    public double perUnit(Execution execution) {
        return perUnit(execution.price(), execution.amihud());
    }

    /** Slippage in the unit of the price. */
    public double perUnit(double price, double amihud) {
        return price * (bps(amihud) / 1e4);
    }

    /** Slippage in basis points of the price. */
    public double bps(double amihud) {
        if (amihud <= 0) {
            return LEAST_BPS;
        }
        double log = Math.log10(Math.max(amihud, 1e-15));
        double bps = LEAST_BPS + 14 * (log + 11) / 3;
        return bps > LEAST_BPS ? (bps < MOST_BPS ? bps : MOST_BPS) : Double.isNaN(bps) ? MOST_BPS : LEAST_BPS;
    }
}
