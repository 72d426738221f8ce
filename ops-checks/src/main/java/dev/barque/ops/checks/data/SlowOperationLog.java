package dev.barque.ops.checks.data;

import dev.barque.ops.checks.internal.CheckErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Keeps the latest operations that took long. The host tells it every operation; those below the threshold cost a comparison.
 * Safe for use by several threads.
 */
public final class SlowOperationLog {
    private final long thresholdNanos;
    private final int kept;
    private final Deque<Slow> latest = new ArrayDeque<>();

    private SlowOperationLog(Duration threshold, int kept) {
        thresholdNanos = threshold.toNanos();
        this.kept = kept;
    }

    /** The latest 200 operations of 500 ms or more. */
    public static SlowOperationLog standard() {
        return of(Duration.ofMillis(500), 200);
    }

    /** The latest operations, so many at most (1 to 100,000), that took at least the threshold, which is positive. */
    public static SlowOperationLog of(Duration threshold, int kept) {
        CheckErrors.requirePositive("slow-operations", "threshold of its log", threshold);
        CheckErrors.require(kept >= 1 && kept <= 100_000, "slow-operations", "kept of its log", kept, "1 to 100000");
        return new SlowOperationLog(threshold, kept);
    }

    /**
     * An operation is over.
     *
     * @param operation what it was, such as {@code append SPY}
     * @param ended when
     * @param tookNanos how long it took
     */
    public void record(String operation, Instant ended, long tookNanos) {
        if (tookNanos >= thresholdNanos) {
            keep(new Slow(operation, ended, Duration.ofNanos(tookNanos)));
        }
    }

    /** From how long on an operation is slow. */
    public Duration threshold() {
        return Duration.ofNanos(thresholdNanos);
    }

    /** What is kept, in the order of telling. */
    public synchronized List<Slow> slow() {
        return List.copyOf(latest);
    }

    private synchronized void keep(Slow slow) {
        if (latest.size() == kept) {
            latest.removeFirst();
        }
        latest.addLast(slow);
    }

    /**
     * An operation that took long.
     *
     * @param operation what it was
     * @param ended when it was over
     * @param took how long it took
     */
    public record Slow(String operation, Instant ended, Duration took) {
        /** Nulls are refused. */
        public Slow {
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(ended, "ended");
            Objects.requireNonNull(took, "took");
        }
    }
}
