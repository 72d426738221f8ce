package dev.barque.core.decision;

/**
 * Where decisions are kept, one for each bar, in the order in which they were made. Implementations say how durable an
 * appended decision is and whether several threads may append.
 */
public interface DecisionLog extends AutoCloseable {
    /** Adds a decision. */
    void append(Decision decision);

    /** Lets go of what it holds; closing twice is harmless. */
    @Override
    void close();

    /** Keeps nothing; always the same one. */
    static DecisionLog none() {
        return NoDecisionLog.NONE;
    }
}
