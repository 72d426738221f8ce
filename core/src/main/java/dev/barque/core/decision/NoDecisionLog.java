package dev.barque.core.decision;

/** Keeps nothing. */
enum NoDecisionLog implements DecisionLog {
    NONE;

    @Override
    public void append(Decision decision) {}

    @Override
    public void close() {}
}
