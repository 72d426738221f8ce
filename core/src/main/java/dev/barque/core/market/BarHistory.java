package dev.barque.core.market;

import dev.barque.core.internal.CoreErrors;
import dev.barque.core.time.UtcMicros;
import java.time.Duration;

/**
 * The latest bars of one symbol as they come in, for whoever decides live. {@link #add} gives the bars so far without copying
 * them: what was given out never changes, since later bars are written behind it and a full array is left to those who still
 * look at it. A bar costs about 80 bytes of heap and the kept ones twice 32 each; 130 and 56 from the first bar on that has an
 * open, a high or a low. Not safe for use by several threads; the bars that it gives are.
 */
public final class BarHistory {
    private static final int LEAST_ROOM = 64;

    private final int keeps;
    private BarColumns columns;
    private int size;
    private Bars bars;

    /**
     * An empty history.
     *
     * @param interval how long a bar lasts in whole microseconds, zero when that is not declared
     * @param keeps how many of the latest bars must be there at least, 1 or more
     */
    public BarHistory(Symbol symbol, Duration interval, int keeps) {
        if (keeps < 1) {
            throw new IllegalArgumentException("keeps must be at least 1 but was " + keeps);
        }
        this.keeps = keeps;
        long micros = Bars.builder(symbol).interval(interval).build().intervalMicros();
        columns = new BarColumns(symbol, micros, LEAST_ROOM, false);
        bars = new Bars(columns, 0, true);
    }

    /** Whose bars they are. */
    public Symbol symbol() {
        return columns.symbol();
    }

    /** The bars so far: the latest of them, and at least as many as are to be kept. */
    public Bars bars() {
        return bars;
    }

    /** Forgets all bars. */
    public void clear() {
        // What was given out goes on looking at these columns.
        size = 0;
        move(0, LEAST_ROOM, columns.isRanged());
        bars = new Bars(columns, 0, true);
    }

    /**
     * Adds a bar, given by the instant at which it became complete (UTC microseconds) and its numbers, NaN where unknown, and
     * gives the bars that end with it. Throws {@code core.bar-not-newer} unless it is later than the last.
     */
    public Bars add(
            long timeMicros, double open, double high, double low, double close, double volume, double dollarVolume) {
        if (size > 0 && timeMicros <= columns.time(size - 1)) {
            throw CoreErrors.barNotNewer(
                    symbol().value(), UtcMicros.toInstant(timeMicros), UtcMicros.toInstant(columns.time(size - 1)));
        }
        if (size == columns.room() || columns.lacks(open, high, low)) {
            int kept = Math.min(size, keeps);
            boolean ranged = columns.isRanged() || columns.lacks(open, high, low);
            move(kept, kept + Math.max(2 * LEAST_ROOM, kept), ranged);
        }
        columns.set(size, timeMicros, open, high, low, close, volume, dollarVolume);
        size++;
        bars = new Bars(columns, size, true);
        return bars;
    }

    /** {@link #add(long, double, double, double, double, double, double)} of bar {@code i} of a batch of the symbol. */
    public Bars add(Bars from, int i) {
        return add(
                from.time(i),
                from.open(i),
                from.high(i),
                from.low(i),
                from.close(i),
                from.volume(i),
                from.dollarVolume(i));
    }

    /**
     * Puts a bar in its place: it replaces the bar of its time, or stands between those before and after it. A bar earlier than
     * all that are kept changes nothing once as many are there as are to be kept.
     *
     * @return whether it is now among the bars
     */
    public boolean correct(
            long timeMicros, double open, double high, double low, double close, double volume, double dollarVolume) {
        Bars before = bars;
        int at = before.indexAtOrBefore(timeMicros) + 1;
        if (at == 0 && size >= keeps) {
            return false;
        }
        boolean replaces = at > 0 && before.time(at - 1) == timeMicros;
        clear();
        for (int i = 0; i < (replaces ? at - 1 : at); i++) {
            add(before, i);
        }
        add(timeMicros, open, high, low, close, volume, dollarVolume);
        for (int i = at; i < before.size(); i++) {
            add(before, i);
        }
        return true;
    }

    /** Other columns rather than one more: who looks at these may do so by another thread. */
    private void move(int kept, int room, boolean ranged) {
        columns = columns.moved(columns.intervalMicros(), size - kept, size, room, ranged);
        size = kept;
    }
}
