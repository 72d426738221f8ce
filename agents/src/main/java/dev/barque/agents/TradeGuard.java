package dev.barque.agents;

import dev.barque.core.decision.Decision;
import dev.barque.core.decision.GuardVerdict;

/**
 * May veto a proposed trade or shrink it, never enlarge it. A guard itself is immutable and shared; what it has to remember
 * from bar to bar stands in the {@link Watch} that each run starts for itself, so that two runs over the same bars decide
 * alike.
 */
public interface TradeGuard {
    /** Its name in verdicts and reports. */
    String id();

    /** Begins to watch over one run, with nothing remembered. */
    Watch watch();

    /** A guard over one run: many symbols, one bar after the other in the order of time. Used by one thread at a time. */
    interface Watch {
        /** Sees each bar before anything is proposed, also when nothing is proposed or no features are there. */
        default void bar(GuardContext context) {}

        /**
         * Its verdict on one proposal, of the size that the guards before it have left; {@link #bar} has been called for this
         * bar.
         */
        GuardVerdict check(Proposal.Take proposal, GuardContext context);

        /** Hears what became of the proposal that it let pass or made smaller, when all guards have spoken. */
        default void decided(Decision decision) {}
    }
}
