package dev.barque.backtest.engine;

import java.util.List;

/** The halts of one symbol, looked at in the order of time; those that overlap or meet are one. */
final class HaltTimes {
    private final long[] from;
    private final long[] to;
    private final String[] reasons;
    private int count;
    /** The first that has not ended before the bars that are still to come. */
    private int next;

    /** Of halts by the time at which they began. */
    HaltTimes(List<Halt> sorted) {
        from = new long[sorted.size()];
        to = new long[sorted.size()];
        reasons = new String[sorted.size()];
        for (Halt halt : sorted) {
            if (count > 0 && halt.fromMicros() <= to[count - 1]) {
                to[count - 1] = Math.max(to[count - 1], halt.toMicros());
                reasons[count - 1] += "; " + halt.reason();
            } else {
                from[count] = halt.fromMicros();
                to[count] = halt.toMicros();
                reasons[count++] = halt.reason();
            }
        }
    }

    /** Whether a bar overlaps a halt; bars come in the order of time. */
    boolean overlap(long begin, long end) {
        while (next < count && to[next] <= begin) {
            next++;
        }
        return next < count && from[next] < end;
    }

    /** Whether the bar that was asked about last lies in a halt as a whole: then its price is none that was traded. */
    boolean contain(long begin, long end) {
        return next < count && from[next] <= begin && end <= to[next];
    }

    /**
     * Whether the last price at an instant, not before the beginning of the bar that was asked about last, is from before a halt:
     * also at its end, since nothing was traded yet.
     */
    boolean isStale(long time) {
        for (int k = next; k < count && from[k] <= time; k++) {
            if (time <= to[k]) {
                return true;
            }
        }
        return false;
    }

    /** Why it is halted at such an instant; empty when it is not, as at the end of a halt. */
    String reason(long time) {
        for (int k = next; k < count && from[k] <= time; k++) {
            if (time < to[k]) {
                return reasons[k];
            }
        }
        return "";
    }

    /** Why the bar that was asked about last overlaps one. */
    String reason() {
        return reasons[next] + ", from " + Texts.instant(from[next]) + " to " + Texts.instant(to[next]);
    }
}
