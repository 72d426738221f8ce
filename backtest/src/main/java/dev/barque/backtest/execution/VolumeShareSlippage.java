package dev.barque.backtest.execution;

/**
 * Grows with the square of the share of the bar's volume: {@code price * k * (q / V)^2}, with q in shares and V the volume of
 * the bar in shares. The model of Zipline ({@code zipline.finance.slippage.VolumeShareSlippage}), whose default is k = 0.1; its
 * limit on q / V belongs to how far orders are filled and not to the price.
 *
 * <p>A volume below one share counts as one share. Where q or V is not known it costs {@code unknownBps}. Never more than the
 * price itself.
 *
 * @param k cost of taking the whole volume, as a share of the price, 0 to 100
 * @param unknownBps basis points of the price where q or V is not known, 0 to 10,000
 */
public record VolumeShareSlippage(double k, double unknownBps) implements SlippageModel {
    /** Refuses what is out of bounds. */
    public VolumeShareSlippage {
        Terms.require("k", k, 0, 100);
        Terms.require("unknown-bps", unknownBps, 0, 1e4);
    }

    @Override
    public String id() {
        return "volume-share:k=" + Terms.text(k) + ":unknown-bps=" + Terms.text(unknownBps);
    }

    @Override
    public double perUnit(Execution execution) {
        double taken = Terms.participation(execution.quantity(), execution.barVolume());
        return Terms.ofPrice(execution.price(), Terms.known(k * taken * taken, unknownBps));
    }
}
