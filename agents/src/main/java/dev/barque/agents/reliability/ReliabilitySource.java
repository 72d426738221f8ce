package dev.barque.agents.reliability;

import java.util.Map;

/**
 * How much the word of an agent counts at an instant. A pure function of its arguments, so that a replay weighs as live did; it
 * may use what was known at that instant and nothing that became known later. Safe for use by several threads.
 */
@FunctionalInterface
public interface ReliabilitySource {
    /**
     * What the confidence of an agent is multiplied by: finite and not negative, 1 for one of whom nothing is known.
     *
     * @param agent its id
     * @param atMicros the instant of the decision, UTC microseconds
     */
    double weight(String agent, long atMicros);

    /** The same weights at all times, 1 for an agent that is not named; a weight below 0 or not finite is refused. */
    static ReliabilitySource fixed(Map<String, Double> byAgent) {
        Map<String, Double> weights = Map.copyOf(byAgent);
        weights.forEach((agent, weight) -> {
            if (!(weight >= 0) || weight.isInfinite()) {
                throw new IllegalArgumentException(
                        "The weight of agent '" + agent + "' must be finite and not negative but was " + weight);
            }
        });
        return (agent, atMicros) -> {
            Double weight = weights.get(agent);
            return weight == null ? 1 : weight;
        };
    }

    /** The product of these weights and of others. */
    default ReliabilitySource times(ReliabilitySource other) {
        return (agent, atMicros) -> weight(agent, atMicros) * other.weight(agent, atMicros);
    }
}
