package dev.barque.backtest.execution;

/**
 * A share of half the quoted spread: {@code share * (ask - bid) / 2} in the currency of the quote. Half the spread is what an
 * order pays that takes the other side of the book when the price before costs is the middle of the quotes (Demsetz, The Cost of
 * Transacting, Quarterly Journal of Economics 82, 1968).
 *
 * <p>Where a quote is missing, not above 0, or the ask below the bid, it falls back to {@code unknownBps} of the price. Never
 * more than the price itself.
 *
 * @param share of half the spread, 0 to 100; 1 is all of it
 * @param unknownBps basis points of the price without usable quotes, 0 to 10,000
 */
public record HalfSpreadSlippage(double share, double unknownBps) implements SlippageModel {
    /** Refuses what is out of bounds. */
    public HalfSpreadSlippage {
        Terms.require("share", share, 0, 100);
        Terms.require("unknown-bps", unknownBps, 0, 1e4);
    }

    @Override
    public String id() {
        return "half-spread:share=" + Terms.text(share) + ":unknown-bps=" + Terms.text(unknownBps);
    }

    @Override
    public double perUnit(Execution execution) {
        double bid = execution.bid();
        double ask = execution.ask();
        if (bid > 0 && ask >= bid && ask < Double.POSITIVE_INFINITY) {
            return Math.min(share * (ask - bid) / 2, execution.price());
        }
        return Terms.ofPrice(execution.price(), unknownBps / 1e4);
    }
}
