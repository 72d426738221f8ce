package dev.barque.store.asof;

/**
 * Reads a series at instants that go forward, as a replay does: each search begins where the last one ended. An instant that lies
 * before the last one is answered as well, by a new search. Belongs to one thread.
 */
public final class FeatureCursor {
    private final FeatureSeries series;
    private int last = -1;

    FeatureCursor(FeatureSeries series) {
        this.series = series;
    }

    /** The series it reads. */
    public FeatureSeries series() {
        return series;
    }

    /** What {@link FeatureSeries#find} finds: the number of the row that wins, or -1. */
    public int advance(long eventMicros, long knownMicros) {
        long target = series.target(eventMicros, knownMicros);
        last = last >= 0 && series.event[last] > target ? series.lastAbout(target) : series.lastAboutFrom(last, target);
        return series.winner(last, eventMicros, knownMicros, series.oldest(eventMicros));
    }
}
