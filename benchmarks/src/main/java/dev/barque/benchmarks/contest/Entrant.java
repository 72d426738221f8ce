package dev.barque.benchmarks.contest;

/**
 * Makes a contender ready with what all of a question are given.
 *
 * @param <G> what they are given
 */
@FunctionalInterface
public interface Entrant<G> {
    /**
     * Ready to be timed.
     *
     * @throws Absent when it cannot run on this machine; the table says why
     */
    Work enter(G given) throws Exception;
}
