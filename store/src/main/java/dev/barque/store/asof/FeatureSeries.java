package dev.barque.store.asof;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.Lookback;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one symbol in memory, in the order in which they win: by event time, then knowledge time, then sequence. The values of
 * a row lie side by side, so that a match costs one visit to memory whatever the number of features. Immutable; safe to share.
 *
 * <p>Rows are numbered from 0. Values are read by the number of their column in {@link FeatureTable#fields()}; which type a column
 * has is for the caller to know, as with a Parquet reader: {@link #float64} of a column of whole numbers is a number without meaning.
 */
public final class FeatureSeries {
    private static final int SHIFT = 6;

    private final List<FeatureField> fields;
    private final List<String> texts;
    private final int stride;
    private final int flagWords;
    private final long oldestAge;

    final long[] event;
    /** Every 64th event time: what a search begins with stays in the cache of a processor. */
    private final long[] sparse;
    /** How much later than its event each row was known, where that is the same for all. */
    final long lag;
    /** Null where {@link #lag} says it all. */
    final @Nullable KnowledgeTimes known;

    final long[] cells;
    /** A bit for each null; null when there is none. */
    private final long @Nullable [] nulls;

    FeatureSeries(
            FeatureSet set,
            List<FeatureField> fields,
            List<String> texts,
            long[] event,
            long[] known,
            long[] cells,
            long @Nullable [] nulls) {
        this.fields = fields;
        this.texts = texts;
        this.event = event;
        this.cells = cells;
        this.nulls = nulls;
        stride = fields.size();
        flagWords = (stride + 63) >>> 6;
        oldestAge = set.lookback() instanceof Lookback.MaxAge age ? micros(age.maxAge()) : -1;
        sparse = new long[(event.length + (1 << SHIFT) - 1) >>> SHIFT];
        for (int i = 0; i < sparse.length; i++) {
            sparse[i] = event[i << SHIFT];
        }
        boolean even = true;
        for (int i = 0; i < event.length && even; i++) {
            even = known[i] - event[i] == known[0] - event[0];
        }
        lag = even && event.length > 0 ? known[0] - event[0] : 0;
        this.known = even ? null : new KnowledgeTimes(known);
    }

    static long micros(Duration age) {
        try {
            return Math.addExact(Math.multiplyExact(age.getSeconds(), 1_000_000L), age.getNano() / 1_000);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /** How many rows there are. */
    public int size() {
        return event.length;
    }

    /**
     * The row that wins among those about instants up to {@code eventMicros} that were known by {@code knownMicros}, within the
     * look-back of the set; -1 when there is none. Takes a search among the event times.
     */
    public int find(long eventMicros, long knownMicros) {
        return winner(lastAbout(target(eventMicros, knownMicros)), eventMicros, knownMicros, oldest(eventMicros));
    }

    /** What {@link #find} finds, with a search that begins where the last one ended: for instants that go forward. */
    public FeatureCursor cursor() {
        return new FeatureCursor(this);
    }

    /** What a row is about, UTC microseconds. */
    public long eventMicros(int row) {
        return event[row];
    }

    /** From when a row could have been used, UTC microseconds. */
    public long knownMicros(int row) {
        return known == null ? event[row] + lag : known.of(row);
    }

    /** A double; NaN when it is null. */
    public double float64(int row, int column) {
        return Double.longBitsToDouble(cells[row * stride + column]);
    }

    /** A whole number; 0 when it is null. */
    public long int64(int row, int column) {
        return cells[row * stride + column];
    }

    /** A truth value; false when it is null. */
    public boolean bool(int row, int column) {
        return cells[row * stride + column] != 0;
    }

    /** A text; empty when it is null. */
    public String string(int row, int column) {
        return isNull(row, column) ? "" : texts.get((int) cells[row * stride + column]);
    }

    /** Whether a value is null. */
    public boolean isNull(int row, int column) {
        return nulls != null && (nulls[row * flagWords + (column >>> 6)] >>> column & 1) != 0;
    }

    boolean hasNulls() {
        return nulls != null;
    }

    List<FeatureField> fields() {
        return fields;
    }

    /** The latest event time that a search has to go to: with an even lag, knowledge bounds it too. */
    long target(long eventMicros, long knownMicros) {
        if (known != null) {
            return eventMicros;
        }
        long byKnowledge = knownMicros - lag;
        // Before the beginning of time: nothing was known.
        return byKnowledge > knownMicros ? Long.MIN_VALUE : Math.min(eventMicros, byKnowledge);
    }

    /** The earliest event time that the look-back allows. */
    long oldest(long eventMicros) {
        if (oldestAge < 0) {
            return eventMicros - Math.floorMod(eventMicros, UtcMicros.PER_DAY);
        }
        long oldest = eventMicros - oldestAge;
        return oldest > eventMicros ? Long.MIN_VALUE : oldest;
    }

    /** Goes back from the last row about the target to the one that wins. */
    int winner(int last, long eventMicros, long knownMicros, long oldest) {
        int row = last;
        if (row >= 0 && known != null && known.of(row) > knownMicros) {
            row = known.lastKnownBy(knownMicros, row);
        }
        return row >= 0 && event[row] >= oldest ? row : -1;
    }

    /** The last row about an instant up to this one, or -1. */
    int lastAbout(long micros) {
        int low = 0;
        int high = sparse.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sparse[middle] <= micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return -1;
        }
        return lastAbout(micros, (low - 1) << SHIFT, Math.min(event.length, low << SHIFT));
    }

    /** As {@link #lastAbout(long)}, when row {@code from} is about such an instant and none from {@code end} on is. */
    int lastAbout(long micros, int from, int end) {
        int low = from + 1;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (event[middle] <= micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** As {@link #lastAbout(long)}, from a row on that is about such an instant, or from -1: near ones are found soonest. */
    int lastAboutFrom(int row, long micros) {
        int near = Math.min(event.length, row + 17);
        int at = row + 1;
        while (at < near && event[at] <= micros) {
            at++;
        }
        if (at < near || at == event.length) {
            return at - 1;
        }
        int from = at - 1;
        int step = 32;
        while (from + step < event.length && from + step > 0 && event[from + step] <= micros) {
            from += step;
            step <<= 1;
        }
        long end = Math.min(event.length, (long) from + step);
        return lastAbout(micros, from, (int) end);
    }
}
