package dev.barque.agents;

/**
 * An engine that remembers one symbol from bar to bar, so that a bar costs less than its whole window. It writes what
 * {@link FeatureEngine#compute} of the same input writes: numbers equal to 1e-12 of their size, everything else equal.
 *
 * <p>The first window may be of any length. Every later one ends with exactly one bar more than the window before it, whose
 * other bars are the same; the oldest may have gone. Who changes earlier bars begins again with a new memory. Used by one thread
 * at a time.
 */
@FunctionalInterface
public interface EngineMemory {
    /** Computes the features about {@link EngineInput#nowMicros()}, which is about the last bar of the window. */
    void compute(EngineInput input, EngineOutput output);
}
