package dev.barque.core.market;

import dev.barque.core.time.UtcMicros;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;

/**
 * The bars of one symbol in columns, in the order in which they arrived.
 *
 * <p>That is the order of time unless the feed delivered some of them late; {@link #isTimeOrdered()} tells, and
 * {@link #inTimeOrder()} sorts. Times are those at which a bar became complete, in UTC microseconds; unknown numbers are
 * NaN. Immutable and safe to share; build with {@link #builder}.
 */
public final class Bars {
    private final BarColumns columns;
    private final int size;
    private final boolean timeOrdered;

    /** The first bars of columns whose maker writes behind them and never into them. */
    Bars(BarColumns columns, int size, boolean timeOrdered) {
        this.columns = columns;
        this.size = size;
        this.timeOrdered = timeOrdered;
    }

    /** Starts an empty batch of bars for a symbol. */
    public static Builder builder(Symbol symbol) {
        return new Builder(symbol);
    }

    /** Whose bars they are. */
    public Symbol symbol() {
        return columns.symbol();
    }

    /** How long a bar lasts, or zero when that is not declared. */
    public Duration interval() {
        return Duration.of(intervalMicros(), ChronoUnit.MICROS);
    }

    /** {@link #interval()} in microseconds. */
    public long intervalMicros() {
        return columns.intervalMicros();
    }

    /** How many bars there are. */
    public int size() {
        return size;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** When bar {@code i} became complete: UTC microseconds. */
    public long time(int i) {
        return columns.time(i);
    }

    /** First price of bar {@code i}, or NaN. */
    public double open(int i) {
        return columns.open(i);
    }

    /** Highest price of bar {@code i}, or NaN. */
    public double high(int i) {
        return columns.high(i);
    }

    /** Lowest price of bar {@code i}, or NaN. */
    public double low(int i) {
        return columns.low(i);
    }

    /** Last price of bar {@code i}, or NaN. */
    public double close(int i) {
        return columns.close(i);
    }

    /** Shares or contracts traded in bar {@code i}, or NaN. */
    public double volume(int i) {
        return columns.volume(i);
    }

    /** Value traded in bar {@code i}, or NaN. */
    public double dollarVolume(int i) {
        return columns.dollarVolume(i);
    }

    /** Bar {@code i} as one object. */
    public Bar bar(int i) {
        return new Bar(
                symbol(), UtcMicros.toInstant(time(i)), open(i), high(i), low(i), close(i), volume(i), dollarVolume(i));
    }

    /** Whether times never go back from one bar to the next. */
    public boolean isTimeOrdered() {
        return timeOrdered;
    }

    /** These bars in the order of time; bars of one time keep the order in which they arrived. */
    public Bars inTimeOrder() {
        if (timeOrdered) {
            return this;
        }
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Long.compare(time(a), time(b)));
        Builder sorted = builder(symbol()).interval(interval());
        for (int i : order) {
            sorted.copy(this, i);
        }
        return sorted.build();
    }

    /** The last bar at or before an instant in a time-ordered batch, or -1. */
    public int indexAtOrBefore(long micros) {
        requireTimeOrder();
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (columns.time(middle) <= micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /**
     * Everything up to and including bar {@code last}, at most {@code maxBars} of it: what an engine looks at. A
     * {@code maxBars} below 1 is refused.
     */
    public BarWindow windowEndingAt(int last, int maxBars) {
        Objects.checkIndex(last, size);
        if (maxBars < 1) {
            throw new IllegalArgumentException("maxBars must be at least 1 but was " + maxBars);
        }
        return new BarWindow(this, Math.max(0, last + 1 - maxBars), last + 1);
    }

    /** All bars as a window. */
    public BarWindow window() {
        return new BarWindow(this, 0, size);
    }

    private void requireTimeOrder() {
        if (!timeOrdered) {
            throw new IllegalStateException(
                    "Bars of " + symbol() + " are not in the order of time; call inTimeOrder() first.");
        }
    }

    /** Collects bars; not safe for use by several threads. */
    public static final class Builder {
        private static final int FIRST_ROOM = 16;

        private final Symbol symbol;
        private long intervalMicros;
        private int size;
        private boolean timeOrdered = true;
        private BarColumns columns;

        private Builder(Symbol symbol) {
            this.symbol = Objects.requireNonNull(symbol, "symbol");
            columns = new BarColumns(symbol, 0, FIRST_ROOM, false);
        }

        /** How long each bar lasts in whole microseconds; zero for not declared, negative is refused. */
        public Builder interval(Duration interval) {
            if (interval.isNegative() || interval.toNanos() % 1_000 != 0) {
                throw new IllegalArgumentException(
                        "interval must be whole microseconds and not negative but was " + interval);
            }
            intervalMicros = interval.toNanos() / 1_000;
            return this;
        }

        /** Adds a bar of which only the last price is known. */
        public Builder add(long timeMicros, double price, double volume, double dollarVolume) {
            return add(timeMicros, Double.NaN, Double.NaN, Double.NaN, price, volume, dollarVolume);
        }

        /** Adds a bar; unknown numbers are NaN. */
        public Builder add(
                long timeMicros,
                double open,
                double high,
                double low,
                double close,
                double volume,
                double dollarVolume) {
            boolean ranged = columns.isRanged() || columns.lacks(open, high, low);
            if (size == columns.room() || ranged != columns.isRanged()) {
                columns = columns.moved(0, 0, size, size == columns.room() ? 2 * size : columns.room(), ranged);
            }
            timeOrdered &= size == 0 || timeMicros >= columns.time(size - 1);
            columns.set(size, timeMicros, open, high, low, close, volume, dollarVolume);
            size++;
            return this;
        }

        /** Adds a bar given as one object; its symbol must be this batch's. */
        public Builder add(Bar bar) {
            requireSame(bar.symbol());
            Instant at = bar.time();
            return add(
                    UtcMicros.of(at), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.dollarVolume());
        }

        /** Adds bar {@code i} of another batch of the same symbol. */
        public Builder copy(Bars other, int i) {
            requireSame(other.symbol());
            return add(
                    other.time(i),
                    other.open(i),
                    other.high(i),
                    other.low(i),
                    other.close(i),
                    other.volume(i),
                    other.dollarVolume(i));
        }

        /** The bars added so far; the builder can go on. */
        public Bars build() {
            return new Bars(columns.moved(intervalMicros, 0, size, size, columns.isRanged()), size, timeOrdered);
        }

        private void requireSame(Symbol other) {
            if (!other.equals(symbol)) {
                throw new IllegalArgumentException("Expected a bar of " + symbol + " but got one of " + other);
            }
        }
    }
}
