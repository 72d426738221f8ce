package dev.barque.backtest.execution;

/**
 * Temporary impact, which is paid by the execution and gone after it: {@code price * eta * sigma * (q / V)^exponent}, with sigma
 * the daily volatility as a fraction, q in shares and V the volume of the bar, which is what the market trades while we do.
 *
 * <p>With exponent 0.6 and eta 0.142 it is the one that Almgren, Thum, Hauptmann and Li measured (Direct Estimation of Equity
 * Market Impact, 2005, equation for J - I/2). With exponent 1 it is the linear one of Almgren and Chriss (Optimal Execution of
 * Portfolio Transactions, Journal of Risk 3, 2000), whose constant part is {@link FixedSlippage} or {@link HalfSpreadSlippage},
 * added. The lasting part is {@link PermanentImpact}.
 *
 * <p>Unknown inputs cost {@code unknownBps}; a volume below one share counts as one share. Never more than the price itself.
 *
 * @param eta strength, 0 to 1,000
 * @param exponent of the share of volume, 0 to 2
 * @param unknownBps basis points of the price where an input is not known, 0 to 10,000
 */
public record TemporaryImpactSlippage(double eta, double exponent, double unknownBps) implements SlippageModel {
    /** Refuses what is out of bounds. */
    public TemporaryImpactSlippage {
        Terms.require("eta", eta, 0, 1_000);
        Terms.require("exponent", exponent, 0, 2);
        Terms.require("unknown-bps", unknownBps, 0, 1e4);
    }

    @Override
    public String id() {
        return "temporary-impact:eta=" + Terms.text(eta) + ":exponent=" + Terms.text(exponent) + ":unknown-bps="
                + Terms.text(unknownBps);
    }

    @Override
    public double perUnit(Execution execution) {
        double sigma = execution.dailyVolatility();
        double taken = Terms.participation(execution.quantity(), execution.barVolume());
        // pow(NaN, 0) is 1: an unknown volume would be taken for a known one.
        double share = sigma < 0 || Double.isNaN(taken) ? Double.NaN : eta * sigma * Math.pow(taken, exponent);
        return Terms.ofPrice(execution.price(), Terms.known(share, unknownBps));
    }
}
