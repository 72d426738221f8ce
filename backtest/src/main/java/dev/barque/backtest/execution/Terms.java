package dev.barque.backtest.execution;

import java.math.BigDecimal;

/** What the models have in common: bounds of their numbers and of what they answer. */
final class Terms {
    /** What an execution costs of which something is not known: the most that the published model takes. */
    static final double UNKNOWN_BPS = 15;

    private Terms() {}

    /** A share of the price as slippage in price; the price itself at most, as nobody sells below 0. */
    static double ofPrice(double price, double share) {
        return price * Math.min(share, 1);
    }

    /** Shares of this execution over a volume, of which less than one share counts as one; NaN if either is not known. */
    static double participation(double quantity, double volume) {
        return Math.abs(quantity) / (volume < 1 ? 1 : volume);
    }

    static double known(double share, double unknownBps) {
        return Double.isNaN(share) ? unknownBps / 1e4 : share;
    }

    static void require(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    name + " must be from " + text(least) + " to " + text(most) + " but was " + value);
        }
    }

    static String text(double value) {
        return value == 0 || !Double.isFinite(value)
                ? value == 0 ? "0" : Double.toString(value)
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
