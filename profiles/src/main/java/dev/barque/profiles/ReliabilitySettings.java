package dev.barque.profiles;

import dev.barque.agents.reliability.ReliabilityRules;
import java.util.Map;
import java.util.Objects;

/**
 * How much the word of each agent counts.
 *
 * @param mode whether weights change with what was learned
 * @param weights of agents, 1 for one that is not named; learned weights are multiplied by them
 * @param horizonBars after how many bars a view is judged, at least 1
 * @param leastMoveBps moves that are not larger, in basis points, judge nobody
 * @param rules how outcomes become a weight
 */
public record ReliabilitySettings(
        Mode mode, Map<String, Double> weights, int horizonBars, double leastMoveBps, ReliabilityRules rules) {
    private static final ReliabilitySettings STANDARD =
            new ReliabilitySettings(Mode.FIXED, Map.of(), 10, 0, ReliabilityRules.standard());

    /** Copies the map; refuses a horizon below 1. */
    public ReliabilitySettings {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(rules, "rules");
        weights = Map.copyOf(weights);
        if (horizonBars < 1) {
            throw new IllegalArgumentException("horizonBars must be at least 1 but was " + horizonBars);
        }
    }

    /** Every agent counts alike. What holds when learning is switched on: ten bars, which is the time stop of a calm market. */
    public static ReliabilitySettings standard() {
        return STANDARD;
    }

    /** Whether weights change with what was learned. */
    public enum Mode {
        /** They stay as they are. */
        FIXED,
        /** They follow the outcomes that were known at the instant of use. */
        LEARNED
    }
}
