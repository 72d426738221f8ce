package dev.barque.core.trial;

/**
 * Where trials are entered, for good. What was tried and thrown away counts as much as what is shown: the deflated Sharpe ratio and
 * the probability of overfitting take the number of trials from here. Implementations keep entries in order, say how durable they
 * are, notice when some are missing, and are safe for use by several threads.
 */
public interface TrialLedger {
    /** Enters a trial and answers with its number and seal; it is durable then, as far as the implementation says. */
    TrialEntry enter(Trial trial);

    /** All that was entered, and whether any of it is missing. */
    TrialHistory history();
}
