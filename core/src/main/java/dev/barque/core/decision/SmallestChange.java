package dev.barque.core.decision;

import java.util.Objects;

/**
 * The least that would have had to be different for a trade.
 *
 * @param text for people, such as {@code liquidity +0.026 confidence would align with sentiment to trade long}
 * @param amount how much of it, in the unit that the text names; NaN when it is not a matter of degree
 */
public record SmallestChange(String text, double amount) {
    /** Nulls are refused. */
    public SmallestChange {
        Objects.requireNonNull(text, "text");
    }
}
