package dev.barque.backtest.statistics;

import java.util.Objects;

/**
 * A figure in plain words.
 *
 * @param id for programs, lower case; it does not change
 * @param claim what one would like to be true
 * @param outcome whether the run shows it
 * @param figure what that rests on, or why there is none
 * @param meaning what it says, in a sentence or two
 * @param confidence how sure that is, and what it takes for granted
 */
public record Verdict(String id, String claim, Outcome outcome, Measure figure, String meaning, String confidence) {
    /** Nulls are refused. */
    public Verdict {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(figure, "figure");
        Objects.requireNonNull(meaning, "meaning");
        Objects.requireNonNull(confidence, "confidence");
    }

    /** Whether a run shows what is claimed. */
    public enum Outcome {
        /** It does, at the level that was asked for. */
        SHOWN,
        /** It does not: the claim may still be true. */
        NOT_SHOWN,
        /** It cannot be told from this run. */
        UNKNOWN
    }

    static Verdict unknown(String id, String claim, String why) {
        return new Verdict(
                id, claim, Outcome.UNKNOWN, Measure.none(why), "It cannot be told: " + why + ".", "Not at all.");
    }
}
