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
    private final Symbol symbol;
    private final long intervalMicros;
    private final int size;
    private final long[] time;
    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;
    private final double[] volume;
    private final double[] dollarVolume;
    private final boolean timeOrdered;

    private Bars(Builder from) {
        symbol = from.symbol;
        intervalMicros = from.intervalMicros;
        size = from.size;
        time = Arrays.copyOf(from.time, size);
        open = Arrays.copyOf(from.open, size);
        high = Arrays.copyOf(from.high, size);
        low = Arrays.copyOf(from.low, size);
        close = Arrays.copyOf(from.close, size);
        volume = Arrays.copyOf(from.volume, size);
        dollarVolume = Arrays.copyOf(from.dollarVolume, size);
        timeOrdered = ascending(time);
    }

    /** The first bars of a history, which writes behind them and never into them; they must ascend in time. */
    Bars(BarHistory history, int size) {
        symbol = history.symbol();
        intervalMicros = history.intervalMicros;
        this.size = size;
        time = history.time;
        open = history.open;
        high = history.high;
        low = history.low;
        close = history.close;
        volume = history.volume;
        dollarVolume = history.dollarVolume;
        timeOrdered = true;
    }

    /** Starts an empty batch of bars for a symbol. */
    public static Builder builder(Symbol symbol) {
        return new Builder(symbol);
    }

    /** Whose bars they are. */
    public Symbol symbol() {
        return symbol;
    }

    /** How long a bar lasts, or zero when that is not declared. */
    public Duration interval() {
        return Duration.of(intervalMicros, ChronoUnit.MICROS);
    }

    /** {@link #interval()} in microseconds. */
    public long intervalMicros() {
        return intervalMicros;
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
        return time[i];
    }

    /** First price of bar {@code i}, or NaN. */
    public double open(int i) {
        return open[i];
    }

    /** Highest price of bar {@code i}, or NaN. */
    public double high(int i) {
        return high[i];
    }

    /** Lowest price of bar {@code i}, or NaN. */
    public double low(int i) {
        return low[i];
    }

    /** Last price of bar {@code i}, or NaN. */
    public double close(int i) {
        return close[i];
    }

    /** Shares or contracts traded in bar {@code i}, or NaN. */
    public double volume(int i) {
        return volume[i];
    }

    /** Value traded in bar {@code i}, or NaN. */
    public double dollarVolume(int i) {
        return dollarVolume[i];
    }

    /** Bar {@code i} as one object. */
    public Bar bar(int i) {
        return new Bar(
                symbol, UtcMicros.toInstant(time[i]), open[i], high[i], low[i], close[i], volume[i], dollarVolume[i]);
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
        Arrays.sort(order, (a, b) -> Long.compare(time[a], time[b]));
        Builder sorted = builder(symbol).interval(interval());
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
            if (time[middle] <= micros) {
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
                    "Bars of " + symbol + " are not in the order of time; call inTimeOrder() first.");
        }
    }

    private static boolean ascending(long[] times) {
        for (int i = 1; i < times.length; i++) {
            if (times[i] < times[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** Collects bars; not safe for use by several threads. */
    public static final class Builder {
        private final Symbol symbol;
        private long intervalMicros;
        private int size;
        private long[] time = new long[16];
        private double[] open = new double[16];
        private double[] high = new double[16];
        private double[] low = new double[16];
        private double[] close = new double[16];
        private double[] volume = new double[16];
        private double[] dollarVolume = new double[16];

        private Builder(Symbol symbol) {
            this.symbol = Objects.requireNonNull(symbol, "symbol");
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
            if (size == time.length) {
                grow();
            }
            time[size] = timeMicros;
            this.open[size] = open;
            this.high[size] = high;
            this.low[size] = low;
            this.close[size] = close;
            this.volume[size] = volume;
            this.dollarVolume[size] = dollarVolume;
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
            requireSame(other.symbol);
            return add(
                    other.time[i],
                    other.open[i],
                    other.high[i],
                    other.low[i],
                    other.close[i],
                    other.volume[i],
                    other.dollarVolume[i]);
        }

        /** The bars added so far; the builder can go on. */
        public Bars build() {
            return new Bars(this);
        }

        private void requireSame(Symbol other) {
            if (!other.equals(symbol)) {
                throw new IllegalArgumentException("Expected a bar of " + symbol + " but got one of " + other);
            }
        }

        private void grow() {
            int capacity = size * 2;
            time = Arrays.copyOf(time, capacity);
            open = Arrays.copyOf(open, capacity);
            high = Arrays.copyOf(high, capacity);
            low = Arrays.copyOf(low, capacity);
            close = Arrays.copyOf(close, capacity);
            volume = Arrays.copyOf(volume, capacity);
            dollarVolume = Arrays.copyOf(dollarVolume, capacity);
        }
    }
}
