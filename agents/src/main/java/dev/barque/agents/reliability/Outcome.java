package dev.barque.agents.reliability;

import dev.barque.core.decision.Direction;
import dev.barque.core.time.UtcMicros;
import java.util.Objects;

/**
 * What became of one view of one agent.
 *
 * @param agent whose view it was
 * @param decidedMicros when the view was given, UTC microseconds
 * @param direction which way it pointed
 * @param confidence how sure it was, 0 to 1
 * @param knownMicros from when the outcome could have been known, UTC microseconds; later than the view
 * @param result whether it was right
 * @param count how much it counts, above 0 and at most 1: a part of 1 where outcomes overlap and so repeat one another
 */
public record Outcome(
        String agent,
        long decidedMicros,
        Direction direction,
        double confidence,
        long knownMicros,
        Result result,
        double count) {
    /** Refuses an outcome that was known before there was anything to judge, and a count or a confidence out of bounds. */
    public Outcome {
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(result, "result");
        if (knownMicros <= decidedMicros) {
            throw new IllegalArgumentException("An outcome of a view of '" + agent + "' must be known later than "
                    + UtcMicros.toInstant(decidedMicros) + ", when the view was given, but says "
                    + UtcMicros.toInstant(knownMicros));
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException(
                    "The confidence of '" + agent + "' must be 0..1 in an outcome but was " + confidence);
        }
        if (!(count > 0 && count <= 1)) {
            throw new IllegalArgumentException(
                    "An outcome of '" + agent + "' must count above 0 and at most 1 but counts " + count);
        }
    }

    /** Whether a view was right. */
    public enum Result {
        /** It was. */
        WON,
        /** It was not. */
        LOST
    }
}
