package dev.barque.core.decision;

import java.util.Objects;

/**
 * What one agent says about one bar.
 *
 * <p>Numbers are kept as the agent gave them; the composer brings the confidence into 0..1 by the rule of its profile, and
 * the views inside a {@link Decision} are those after that step.
 *
 * @param agent who says it, such as {@code hedge}
 * @param bias -1 (down) to +1 (up); only its sign counts for alignment
 * @param confidence 0 to 1
 * @param thesis a stable word such as {@code breakout_up}
 * @param levels price zones it saw
 * @param evidence what it based this on
 * @param abstains whether it has nothing to say: it then counts neither for nor against a quorum
 */
public record AgentView(
        String agent,
        double bias,
        double confidence,
        String thesis,
        Levels levels,
        Evidence evidence,
        boolean abstains) {
    /** Nulls are refused. */
    public AgentView {
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(thesis, "thesis");
        Objects.requireNonNull(levels, "levels");
        Objects.requireNonNull(evidence, "evidence");
    }

    /** A view of an agent that speaks. */
    public static AgentView of(
            String agent, double bias, double confidence, String thesis, Levels levels, Evidence evidence) {
        return new AgentView(agent, bias, confidence, thesis, levels, evidence, false);
    }

    /** An agent without its inputs has no view; the reason stands as the evidence. */
    public static AgentView abstain(String agent, String reason) {
        return new AgentView(agent, 0, 0, "abstains", Levels.none(), Evidence.of(reason), true);
    }

    /** The same view with another confidence. */
    public AgentView withConfidence(double changed) {
        return Double.compare(changed, confidence) == 0
                ? this
                : new AgentView(agent, bias, changed, thesis, levels, evidence, abstains);
    }
}
