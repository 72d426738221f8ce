package dev.barque.core.account;

import dev.barque.core.market.Symbol;
import java.util.Objects;

/**
 * Something that was bought or sold.
 *
 * @param symbol of what
 * @param timeMicros when, UTC microseconds
 * @param units how much: above 0 bought, below 0 sold, in units of the host
 * @param price at what price for one share, slippage included; NaN when unknown, and then the equity stays unknown
 * @param costs fees on top of it, in the account's currency, never negative
 * @param cause what made it
 */
public record Fill(Symbol symbol, long timeMicros, double units, double price, double costs, Cause cause) {
    /** Refuses a quantity that is 0 or not finite, an infinite price and negative costs. */
    public Fill {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(cause, "cause");
        if (!Double.isFinite(units) || units == 0 || Double.isInfinite(price) || !(costs >= 0 && costs < 1e300)) {
            throw new IllegalArgumentException(
                    "A fill of " + symbol + " needs a quantity other than 0, a price and costs of"
                            + " at least 0, all finite, but has " + units + " at " + price + " with costs of " + costs);
        }
    }

    /** What made a fill. */
    public enum Cause {
        /** An order, for whatever reason. */
        ORDER,
        /** The stop price of the position. */
        STOP
    }
}
