package dev.barque.benchmarks.contest;

/** What a line is there for. */
public enum Role {
    /** Barque. The first line of this kind is the one that others are compared with, unless another has as many threads as they. */
    OURS,
    /** What a user would take instead. */
    PEER,
    /** The plain primitive loop, or the device itself: what nobody passes who does the whole work. */
    LIMIT,
    /** A figure that was measured elsewhere and is not measured again. It stands beside the others and is held against nobody. */
    RECORDED
}
