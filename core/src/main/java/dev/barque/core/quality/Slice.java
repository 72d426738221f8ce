package dev.barque.core.quality;

import dev.barque.core.market.Bars;
import java.time.Duration;
import java.util.List;

/** Bars {@code from} (inclusive) to {@code to} (exclusive) of a batch that is in the order of time. */
record Slice(Bars bars, int from, int to) {
    int size() {
        return to - from;
    }

    /** How many bars of it are complete in {@code (after, until]}. */
    int countIn(long after, long until) {
        return end(until) - end(after);
    }

    private int end(long until) {
        return Math.max(from, Math.min(to, bars.indexAtOrBefore(until) + 1));
    }

    /** Slices of one symbol as one. */
    static Slice joined(List<Slice> slices) {
        if (slices.size() == 1) {
            return slices.get(0);
        }
        Bars.Builder all = Bars.builder(slices.get(0).bars.symbol());
        Duration interval = slices.get(0).bars.interval();
        for (Slice slice : slices) {
            // Bars that do not all last alike have no interval.
            interval = interval.equals(slice.bars.interval()) ? interval : Duration.ZERO;
            for (int i = slice.from; i < slice.to; i++) {
                all.copy(slice.bars, i);
            }
        }
        Bars joined = all.interval(interval).build().inTimeOrder();
        return new Slice(joined, 0, joined.size());
    }
}
