package dev.barque.core.decision;

import java.util.List;
import java.util.Objects;

/**
 * The least that would have had to be different for a trade.
 *
 * @param text for people, such as {@code liquidity +0.026 confidence would align 2 agents long}
 * @param amount how much of it, in the unit that the text names; NaN when it is not a matter of degree
 * @param shortfalls the numbers of views that would have to change, all of them together; empty when it is not about them
 */
public record SmallestChange(String text, double amount, List<Shortfall> shortfalls) {
    /** Copies the list; nulls are refused. */
    public SmallestChange {
        Objects.requireNonNull(text, "text");
        shortfalls = List.copyOf(shortfalls);
    }

    /** A change that is not about the numbers of views. */
    public SmallestChange(String text, double amount) {
        this(text, amount, List.of());
    }
}
