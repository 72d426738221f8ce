package dev.barque.agents.standard;

import dev.barque.agents.internal.PythonNumbers;

/** Whose rules a part follows where the published ones err. */
enum Rules {
    /** As the published system computes, faults included. */
    PUBLISHED,
    /** The same with the faults mended. */
    MENDED;

    boolean mended() {
        return this == MENDED;
    }

    /** Brings a confidence into 0..1. Nobody can be sure of what is not a number: published 1, mended 0. */
    double clamp(double confidence) {
        return mended() && Double.isNaN(confidence) ? 0 : PythonNumbers.clampToUnit(confidence);
    }
}
