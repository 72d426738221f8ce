package dev.barque.agents;

import java.util.Optional;

/** Turns bars into features. A pure function of its input: the same input gives the same features, whenever it is asked. */
public interface FeatureEngine {
    /** What it is and needs. */
    EngineDescriptor descriptor();

    /**
     * Computes the features about {@link EngineInput#nowMicros()}. An engine that lacks an input writes nothing. It may look
     * at bars up to that instant and no later.
     */
    void compute(EngineInput input, EngineOutput output);

    /**
     * A form of this engine that remembers one symbol from bar to bar, with nothing remembered yet; empty when it has none, and
     * then each bar is computed from its whole window.
     */
    default Optional<EngineMemory> newMemory() {
        return Optional.empty();
    }
}
