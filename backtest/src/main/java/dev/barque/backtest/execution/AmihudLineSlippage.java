package dev.barque.backtest.execution;

/**
 * As {@link AmihudSlippage} with ends of your own: {@code baseBps + slopeBps * x} basis points of the price, where x runs from 0
 * at an Amihud ratio of 1e-11 and below to 1 at 1e-8 and above, linear in its logarithm. Base 1 and slope 14 are the published
 * model; a calibration finds others. A ratio that is not known, 0 or negative is taken for the dearest.
 *
 * @param baseBps basis points of the most liquid market, 0 to 10,000
 * @param slopeBps how many more the least liquid one costs, 0 to 10,000
 */
public record AmihudLineSlippage(double baseBps, double slopeBps) implements SlippageModel {
    /** Refuses what is out of bounds. */
    public AmihudLineSlippage {
        Terms.require("base-bps", baseBps, 0, 1e4);
        Terms.require("slope-bps", slopeBps, 0, 1e4);
    }

    @Override
    public String id() {
        return "amihud-line:base-bps=" + Terms.text(baseBps) + ":slope-bps=" + Terms.text(slopeBps);
    }

    @Override
    public double perUnit(Execution execution) {
        double x = position(execution.amihud());
        return Terms.ofPrice(execution.price(), (baseBps + slopeBps * (Double.isNaN(x) ? 1 : x)) / 1e4);
    }

    /** Where a ratio stands between the most liquid market, 0, and the least liquid one, 1; NaN for one that says nothing. */
    public static double position(double amihud) {
        return amihud > 0 ? Math.min(1, Math.max(0, (Math.log10(amihud) + 11) / 3)) : Double.NaN;
    }
}
