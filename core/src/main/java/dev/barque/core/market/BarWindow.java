package dev.barque.core.market;

import java.util.Objects;

/**
 * A stretch of {@link Bars} up to the bar that is being looked at: what an engine computes from. Index 0 is the oldest
 * arrival. A window is a view: making one copies nothing. What lies outside of it cannot be read, or an engine could see
 * the next bar by a slip of one. Immutable.
 */
public final class BarWindow {
    private final Bars bars;
    private final int from;
    private final int to;

    /** Bars {@code from} (inclusive) to {@code to} (exclusive). */
    public BarWindow(Bars bars, int from, int to) {
        Objects.checkFromToIndex(from, to, bars.size());
        this.bars = bars;
        this.from = from;
        this.to = to;
    }

    /** Whose bars they are. */
    public Symbol symbol() {
        return bars.symbol();
    }

    /** How many bars the window holds. */
    public int size() {
        return to - from;
    }

    /** Whether it holds none. */
    public boolean isEmpty() {
        return to == from;
    }

    /** When bar {@code i} of the window became complete: UTC microseconds. */
    public long time(int i) {
        return bars.time(at(i));
    }

    /** Last price of bar {@code i} of the window, or NaN. */
    public double close(int i) {
        return bars.close(at(i));
    }

    /** Shares or contracts traded in bar {@code i} of the window, or NaN. */
    public double volume(int i) {
        return bars.volume(at(i));
    }

    /** Value traded in bar {@code i} of the window, or NaN. */
    public double dollarVolume(int i) {
        return bars.dollarVolume(at(i));
    }

    /** The last {@code count} bars of this window, or all of it when there are fewer; negative is refused. */
    public BarWindow last(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative but was " + count);
        }
        return new BarWindow(bars, Math.max(from, to - count), to);
    }

    /** This window without the bars at its end that are later than an instant, given in UTC microseconds. */
    public BarWindow upTo(long micros) {
        int end = to;
        while (end > from && bars.time(end - 1) > micros) {
            end--;
        }
        return end == to ? this : new BarWindow(bars, from, end);
    }

    /** Whether times never go back within the batch that the window looks at. */
    public boolean isTimeOrdered() {
        return bars.isTimeOrdered();
    }

    /** {@link Bars#intervalMicros()} of the batch. */
    public long intervalMicros() {
        return bars.intervalMicros();
    }

    private int at(int i) {
        return from + Objects.checkIndex(i, to - from);
    }
}
