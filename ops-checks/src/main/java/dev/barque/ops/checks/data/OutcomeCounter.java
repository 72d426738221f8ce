package dev.barque.ops.checks.data;

import dev.barque.ops.checks.internal.CheckErrors;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/**
 * Counts what went well and what failed, by minute, as far back as a window. Safe for use by several threads; counting
 * allocates nothing but the text of an error.
 */
public final class OutcomeCounter {
    private static final long MILLIS = 60_000;

    private final Clock clock;
    private final long[] minutes;
    private final long[] good;
    private final long[] bad;
    private String lastError = "";

    private OutcomeCounter(Clock clock, int slots) {
        this.clock = clock;
        minutes = new long[slots];
        Arrays.fill(minutes, Long.MIN_VALUE);
        good = new long[slots];
        bad = new long[slots];
    }

    /** Of the last 15 minutes by a clock. */
    public static OutcomeCounter standard(Clock clock) {
        return of(clock, Duration.ofMinutes(15));
    }

    /** Of a window, a minute to a day, by a clock; the present minute counts as whole. */
    public static OutcomeCounter of(Clock clock, Duration window) {
        CheckErrors.require(
                window.compareTo(Duration.ofMinutes(1)) >= 0 && window.compareTo(Duration.ofDays(1)) <= 0,
                "error-rate",
                "window of its counter",
                window,
                "a minute to a day");
        return new OutcomeCounter(Objects.requireNonNull(clock, "clock"), (int) window.toMinutes());
    }

    /** Something went well. */
    public void success() {
        count(good);
    }

    /** Something failed. */
    public synchronized void failure(String error) {
        lastError = Objects.requireNonNull(error, "error");
        count(bad);
    }

    /** What the window holds now. */
    public synchronized Outcomes outcomes() {
        long now = minute();
        long well = 0;
        long failed = 0;
        for (int i = 0; i < minutes.length; i++) {
            // Minutes that a clock set back left in the future are not of the window.
            if (minutes[i] <= now && minutes[i] > now - minutes.length) {
                well += good[i];
                failed += bad[i];
            }
        }
        return new Outcomes(Duration.ofMinutes(minutes.length), well, failed, failed == 0 ? "" : lastError);
    }

    private synchronized void count(long[] of) {
        long now = minute();
        int at = (int) Math.floorMod(now, (long) minutes.length);
        if (minutes[at] != now) {
            minutes[at] = now;
            good[at] = 0;
            bad[at] = 0;
        }
        of[at]++;
    }

    private long minute() {
        return Math.floorDiv(clock.millis(), MILLIS);
    }

    /**
     * What happened in a window.
     *
     * @param window how long it is
     * @param successes what went well
     * @param failures what did not
     * @param lastError the latest of these; empty without any
     */
    public record Outcomes(Duration window, long successes, long failures, String lastError) {
        /** Share of failures, 0 to 1; NaN when nothing happened. */
        public double failureShare() {
            return successes + failures == 0 ? Double.NaN : failures / (double) (successes + failures);
        }
    }
}
