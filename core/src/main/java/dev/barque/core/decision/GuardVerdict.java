package dev.barque.core.decision;

import java.util.Objects;

/**
 * What one guard did to a proposal.
 *
 * @param guard its id
 * @param outcome what it did
 * @param sizeFactor what it multiplied the size by: 1 when it let it pass, 0 when it vetoed, between them when it shrank
 * @param reason why, for people
 */
public record GuardVerdict(String guard, Outcome outcome, double sizeFactor, String reason) {
    /** Refuses a factor outside 0..1, because a guard may shrink, never enlarge; and one that denies the outcome. */
    public GuardVerdict {
        Objects.requireNonNull(guard, "guard");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(reason, "reason");
        if (!(sizeFactor >= 0 && sizeFactor <= 1)) {
            throw new IllegalArgumentException("Guard " + guard
                    + " may shrink a size, never enlarge it: the factor must be 0..1 but was " + sizeFactor);
        }
        if ((outcome == Outcome.PASSED) != (sizeFactor == 1) || (outcome == Outcome.VETOED) != (sizeFactor == 0)) {
            throw new IllegalArgumentException("Guard " + guard + " says " + outcome + " but its size factor is "
                    + sizeFactor + ": passed means 1, vetoed 0, shrunk something between");
        }
    }

    /** What a guard did. */
    public enum Outcome {
        /** Nothing. */
        PASSED,
        /** Made the size smaller. */
        SHRUNK,
        /** Forbade the trade. */
        VETOED
    }
}
