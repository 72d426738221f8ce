package dev.barque.agents.reliability;

import dev.barque.agents.internal.BetaQuantile;
import java.util.Objects;

/**
 * How far an agent has been right, as known at an instant.
 *
 * @param agent its id
 * @param atMicros the instant, UTC microseconds
 * @param outcomes how many outcomes were known, each counted as one
 * @param wins how many of them were won
 * @param fadedWins what the wins still count
 * @param fadedLosses what the losses still count
 * @param rules how they become a weight
 */
public record Reliability(
        String agent,
        long atMicros,
        long outcomes,
        long wins,
        double fadedWins,
        double fadedLosses,
        ReliabilityRules rules) {
    /** Nulls are refused. */
    public Reliability {
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(rules, "rules");
    }

    /** Estimated share of views that are right, 0 to 1: the mean of the posterior. */
    public double share() {
        return rules.share(fadedWins, fadedLosses);
    }

    /** What the confidence of the agent is multiplied by. */
    public double weight() {
        return rules.weight(share());
    }

    /**
     * The share below which the true one lies with a probability, by the posterior: 0.05 and 0.95 are the ends of an interval of
     * 90 %. Refuses a probability outside 0..1.
     */
    public double shareQuantile(double probability) {
        return BetaQuantile.of(rules.priorWins() + fadedWins, rules.priorLosses() + fadedLosses, probability);
    }

    /** {@link #shareQuantile} as a weight. */
    public double weightQuantile(double probability) {
        return rules.weight(shareQuantile(probability));
    }
}
