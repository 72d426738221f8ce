package dev.barque.ops.checks.data;

import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.ops.checks.internal.CheckErrors;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps how long the last bars took, with what they were: the host tells it each one, a check looks. Exact, because nothing is
 * put into classes; old bars make room for new ones. Safe for use by several threads; telling it allocates nothing.
 */
public final class LatencyRecorder {
    private final long[] nanos;
    private final long[] barMicros;
    private final @Nullable Symbol[] symbols;
    private long count;

    private LatencyRecorder(int bars) {
        nanos = new long[bars];
        barMicros = new long[bars];
        symbols = new @Nullable Symbol[bars];
    }

    /** Of the last 4,096 bars. */
    public static LatencyRecorder standard() {
        return ofLast(4_096);
    }

    /** Of so many bars at the end, 100 to 1,000,000. */
    public static LatencyRecorder ofLast(int bars) {
        CheckErrors.require(
                bars >= 100 && bars <= 1_000_000, "bar-latency", "bars of its recorder", bars, "100 to 1000000");
        return new LatencyRecorder(bars);
    }

    /**
     * A bar is done.
     *
     * @param symbol whose
     * @param timeMicros when it became complete, UTC microseconds
     * @param tookNanos how long it took from its arrival to its decision; less than 0 counts as 0
     */
    public synchronized void record(Symbol symbol, long timeMicros, long tookNanos) {
        int at = (int) (count++ % nanos.length);
        nanos[at] = Math.max(0, tookNanos);
        barMicros[at] = timeMicros;
        symbols[at] = symbol;
    }

    /** What the bars took that are kept now. */
    public Figures figures() {
        long[] sorted;
        Slowest slowest = null;
        synchronized (this) {
            int size = (int) Math.min(count, nanos.length);
            sorted = Arrays.copyOf(nanos, size);
            int worst = -1;
            for (int i = 0; i < size; i++) {
                if (worst < 0 || nanos[i] > nanos[worst]) {
                    worst = i;
                }
            }
            if (worst >= 0) {
                slowest = new Slowest(Objects.requireNonNull(symbols[worst]), UtcMicros.toInstant(barMicros[worst]));
            }
        }
        Arrays.sort(sorted);
        return new Figures(
                sorted.length,
                rank(sorted, 0.5),
                rank(sorted, 0.99),
                sorted.length == 0 ? 0 : sorted[sorted.length - 1],
                Optional.ofNullable(slowest));
    }

    /** The smallest value that at least this share of all does not exceed. */
    private static long rank(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    /**
     * What bars took, in nanoseconds.
     *
     * @param bars how many
     * @param medianNanos half of them took at most this
     * @param p99Nanos 99 of 100 took at most this
     * @param maxNanos none took more
     * @param slowest which one that was; empty without bars
     */
    public record Figures(int bars, long medianNanos, long p99Nanos, long maxNanos, Optional<Slowest> slowest) {}

    /**
     * A bar that took long.
     *
     * @param symbol whose
     * @param time when it became complete
     */
    public record Slowest(Symbol symbol, Instant time) {}
}
