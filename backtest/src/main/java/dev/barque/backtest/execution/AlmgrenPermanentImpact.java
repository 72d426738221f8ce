package dev.barque.backtest.execution;

/**
 * {@code gamma * sigma * (q / V) * inverseTurnover^(1/4)} as a fraction of the price, with sigma the daily volatility as a
 * fraction, q in shares, V the mean volume of a day and inverse turnover the shares outstanding over V. Linear in q, as only a
 * linear lasting impact leaves no money to be made by trading forth and back. Source: Almgren, Thum, Hauptmann and Li, Direct
 * Estimation of Equity Market Impact, 2005: gamma = 0.314, with an error of 0.041.
 *
 * <p>Without sigma or V the shift is {@code unknownBps}; a volume below one share counts as one share; never more than 1.
 *
 * @param gamma strength, 0 to 1,000
 * @param inverseTurnover shares outstanding over the volume of a day, 0 to 1e6; 1 leaves it out
 * @param unknownBps basis points of the price where an input is not known, 0 to 10,000
 */
public record AlmgrenPermanentImpact(double gamma, double inverseTurnover, double unknownBps)
        implements PermanentImpact {
    /** Refuses what is out of bounds. */
    public AlmgrenPermanentImpact {
        Terms.require("gamma", gamma, 0, 1_000);
        Terms.require("inverse-turnover", inverseTurnover, 0, 1e6);
        Terms.require("unknown-bps", unknownBps, 0, 1e4);
    }

    @Override
    public String id() {
        return "permanent-impact:gamma=" + Terms.text(gamma) + ":inverse-turnover=" + Terms.text(inverseTurnover)
                + ":unknown-bps=" + Terms.text(unknownBps);
    }

    @Override
    public double shift(Execution execution) {
        double sigma = execution.dailyVolatility();
        double share = sigma < 0
                ? Double.NaN
                : gamma
                        * sigma
                        * Terms.participation(execution.quantity(), execution.dailyVolume())
                        * Math.sqrt(Math.sqrt(inverseTurnover));
        return Math.min(1, Terms.known(share, unknownBps));
    }
}
