package dev.barque.benchmarks.contest;

/** What one contender does in its turn. It is used by one thread; what it opens, {@link #close} closes. */
public interface Work {
    /** Makes the next run possible: rows to be appended, a new home. Not timed. */
    default void before() throws Exception {}

    /** The work that is timed. */
    void run() throws Exception;

    /** What the run just made came to, read back where that is possible. Not timed. NaN: only a part of the work, for limits alone. */
    double checksum() throws Exception;

    /** How many operations a run makes; fewer than {@code all} for a contender that would take minutes. */
    default long operations(long all) {
        return all;
    }

    /** Lets go of what was opened. */
    default void close() throws Exception {}
}
