package dev.barque.backtest.execution;

/**
 * A rate from so many shares on.
 *
 * @param aboveShares shares of the month, or of the fill, beyond which the rate holds; 0 for the first tier
 * @param perShare in the currency of the quote; below 0 for a rebate
 */
public record FeeTier(double aboveShares, double perShare) {
    /** Refuses what is not a number. */
    public FeeTier {
        Terms.require("above-shares", aboveShares, 0, 1e15);
        Terms.require("per-share", perShare, -1e6, 1e6);
    }
}
