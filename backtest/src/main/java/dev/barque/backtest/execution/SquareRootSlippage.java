package dev.barque.backtest.execution;

/**
 * The square-root law: {@code price * Y * sigma * sqrt(q / V)}, with sigma the daily volatility as a fraction, q in shares and
 * V the mean volume of a day. Y is about 1 in the markets that were measured (Toth et al., Anomalous Price Impact and the
 * Critical Nature of Liquidity in Financial Markets, Physical Review X 1, 021006, 2011).
 *
 * <p>A volume below one share counts as one share, a volatility below 0 as not known. Where sigma, q or V is not known it costs
 * {@code unknownBps}. Never more than the price itself.
 *
 * @param y strength, 0 to 100
 * @param unknownBps basis points of the price where an input is not known, 0 to 10,000
 */
public record SquareRootSlippage(double y, double unknownBps) implements SlippageModel {
    /** Refuses what is out of bounds. */
    public SquareRootSlippage {
        Terms.require("y", y, 0, 100);
        Terms.require("unknown-bps", unknownBps, 0, 1e4);
    }

    @Override
    public String id() {
        return "sqrt-impact:y=" + Terms.text(y) + ":unknown-bps=" + Terms.text(unknownBps);
    }

    @Override
    public double perUnit(Execution execution) {
        double sigma = execution.dailyVolatility();
        double share = sigma < 0
                ? Double.NaN
                : y * sigma * Math.sqrt(Terms.participation(execution.quantity(), execution.dailyVolume()));
        return Terms.ofPrice(execution.price(), Terms.known(share, unknownBps));
    }
}
