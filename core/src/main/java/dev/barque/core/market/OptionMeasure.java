package dev.barque.core.market;

import java.util.Locale;

/**
 * A column of numbers of an {@link OptionChain}. Prices and Greeks are for one share (one unit) of the underlying and for the
 * holder of one option; whoever is short has them with the other sign. Volatilities are annual and fractions: 0.2 is 20 %.
 */
public enum OptionMeasure {
    /** Strike, in the currency of the quote. */
    STRIKE,
    /** The best price at which somebody buys; 0 where nobody does. */
    BID,
    /** The best price at which somebody sells. */
    ASK,
    /** The last trade's price, whenever that was. */
    LAST,
    /** Annual implied volatility, a fraction. */
    IMPLIED_VOLATILITY,
    /** Change of the price per unit of the underlying's price: 0 to 1 for calls, -1 to 0 for puts. */
    DELTA,
    /** Change of delta per unit of the underlying's price; positive for calls and puts. */
    GAMMA,
    /** Change of the price for a volatility that is one point (0.01) higher; positive for calls and puts. */
    VEGA,
    /** Change of the price when a calendar day passes and nothing else happens; mostly negative. */
    THETA,
    /** Change of delta for a volatility that is one point (0.01) higher; either sign. */
    VANNA,
    /** Change of delta when a calendar day passes and nothing else happens; either sign. */
    CHARM,
    /** Open contracts. */
    OPEN_INTEREST,
    /** Contracts traded in the session so far. */
    VOLUME,
    /** Units of the underlying that one contract is about (the multiplier): 100 for most US equity options. */
    CONTRACT_SIZE;

    /** Stable, for files and programs: the name in lower case, such as {@code open_interest}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its column within a chain in memory; no file keeps it. */
    @SuppressWarnings("EnumOrdinal")
    int column() {
        return ordinal();
    }
}
