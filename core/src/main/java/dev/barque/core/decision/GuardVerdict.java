package dev.barque.core.decision;

import java.util.Objects;

/**
 * What one guard did to a proposal.
 *
 * @param guard its id
 * @param outcome what it did
 * @param sizeFactor what it multiplied the size by: 1 when it let it pass, 0 when it vetoed, between them when it shrank
 * @param reason why, for people
 * @param amount how far what was found lies beyond the guard's bound, in the unit that the reason names; NaN where it is not
 *     a matter of degree
 */
public record GuardVerdict(String guard, Outcome outcome, double sizeFactor, String reason, double amount) {
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

    /** A verdict that is not a matter of degree. */
    public GuardVerdict(String guard, Outcome outcome, double sizeFactor, String reason) {
        this(guard, outcome, sizeFactor, reason, Double.NaN);
    }

    /** Lets it pass. */
    public static GuardVerdict passed(String guard, String reason) {
        return new GuardVerdict(guard, Outcome.PASSED, 1, reason);
    }

    /** Forbids it, for a reason that is not a matter of degree. */
    public static GuardVerdict vetoed(String guard, String reason) {
        return new GuardVerdict(guard, Outcome.VETOED, 0, reason);
    }

    /** Forbids it. */
    public static GuardVerdict vetoed(String guard, String reason, double amount) {
        return new GuardVerdict(guard, Outcome.VETOED, 0, reason, amount);
    }

    /** Makes it smaller; the factor lies between 0 and 1. */
    public static GuardVerdict shrunk(String guard, double sizeFactor, String reason, double amount) {
        return new GuardVerdict(guard, Outcome.SHRUNK, sizeFactor, reason, amount);
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
