package dev.barque.agents.reliability;

import dev.barque.core.time.UtcMicros;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How reliable each agent is now: goes along with time, keeps a handful of numbers for each agent, and weighs at every instant
 * as a {@link ReliabilityHistory} of the same outcomes does, to the last bit.
 *
 * <p>It never contradicts itself: once it has answered for an instant, an outcome that was known by then is refused, since it
 * would have changed the answer; and it does not answer for an instant before its latest outcome. So on each bar: first learn
 * what the bar has shown, then decide. Safe for use by several threads.
 */
public final class ReliabilityTracker implements ReliabilitySource {
    private final ReliabilityRules rules;
    private final Map<String, Fading> byAgent = new HashMap<>();
    private long learntMicros = Long.MIN_VALUE;
    private long answeredMicros = Long.MIN_VALUE;

    /** By these rules, with nothing known yet. */
    public ReliabilityTracker(ReliabilityRules rules) {
        this.rules = Objects.requireNonNull(rules, "rules");
    }

    /**
     * Takes in an outcome, in the order in which outcomes become known. Throws IllegalArgumentException, and learns nothing, when
     * it was known before the one learnt last or at an instant for which an answer was given.
     */
    public synchronized void learn(Outcome outcome) {
        if (outcome.knownMicros() < learntMicros) {
            throw refused(outcome, "one known at " + UtcMicros.toInstant(learntMicros) + " was learnt already");
        }
        if (outcome.knownMicros() <= answeredMicros) {
            throw refused(outcome, "a weight was given for " + UtcMicros.toInstant(answeredMicros) + " already");
        }
        learntMicros = outcome.knownMicros();
        if (rules.judges(outcome)) {
            byAgent.computeIfAbsent(outcome.agent(), agent -> new Fading(rules)).add(outcome);
        }
    }

    /**
     * How far an agent has been right, as known at an instant (UTC microseconds). Throws IllegalArgumentException for an instant
     * before the latest outcome: what was known then is no longer known here.
     */
    public synchronized Reliability at(String agent, long atMicros) {
        if (atMicros < learntMicros) {
            throw new IllegalArgumentException("Cannot tell how reliable '" + agent + "' was at "
                    + UtcMicros.toInstant(atMicros) + ": an outcome known at " + UtcMicros.toInstant(learntMicros)
                    + " has been learnt since. Ask a ReliabilityHistory about the past.");
        }
        answeredMicros = Math.max(answeredMicros, atMicros);
        @Nullable Fading fading = byAgent.get(agent);
        if (fading == null) {
            return new Reliability(agent, atMicros, 0, 0, 0, 0, rules);
        }
        double kept = Fading.kept(fading.sinceMicros(), atMicros, rules.halfLifeMicros());
        return new Reliability(
                agent,
                atMicros,
                fading.outcomes(),
                fading.wins(),
                fading.fadedWins() * kept,
                fading.fadedLosses() * kept,
                rules);
    }

    @Override
    public double weight(String agent, long atMicros) {
        return at(agent, atMicros).weight();
    }

    private static IllegalArgumentException refused(Outcome outcome, String why) {
        return new IllegalArgumentException(
                "Cannot learn an outcome of '" + outcome.agent() + "' that was known at "
                        + UtcMicros.toInstant(outcome.knownMicros()) + ": " + why
                        + ". Outcomes are learnt in the order in which they become known, before the decision of their instant.");
    }
}
