package dev.barque.core.decision;

import dev.barque.core.feature.Interval;
import java.util.List;

/**
 * Price zones that an agent saw.
 *
 * @param support zones below the price, in the agent's order
 * @param resistance zones above the price, in the agent's order
 */
public record Levels(List<Interval> support, List<Interval> resistance) {
    private static final Levels NONE = new Levels(List.of(), List.of());

    /** Copies the lists. */
    public Levels {
        support = List.copyOf(support);
        resistance = List.copyOf(resistance);
    }

    /** No zone at all. */
    public static Levels none() {
        return NONE;
    }
}
