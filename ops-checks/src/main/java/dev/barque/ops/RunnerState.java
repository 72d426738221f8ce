package dev.barque.ops;

import java.util.List;

/**
 * How a {@link HealthRunner} itself is.
 *
 * @param threads how many threads run checks or wait for some
 * @param mostThreads how many there may be
 * @param stuck ids of checks that are still running although their deadline is over; each holds a thread
 * @param listenerFailures how often a listener threw
 * @param droppedEvents how many events listeners missed because they were too slow
 */
public record RunnerState(int threads, int mostThreads, List<String> stuck, long listenerFailures, long droppedEvents) {
    /** Copies the ids. */
    public RunnerState {
        stuck = List.copyOf(stuck);
    }
}
