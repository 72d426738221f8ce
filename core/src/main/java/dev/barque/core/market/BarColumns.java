package dev.barque.core.market;

import java.util.Arrays;
import java.util.Objects;

/**
 * Bars of one symbol in columns, with room for more behind them. Opens, highs and lows, which many feeds do not give, have no
 * columns while none of them is known. Who made the columns writes behind what was shown and never into it; so {@link Bars}
 * share them.
 */
final class BarColumns {
    private static final double[] NONE = {};

    private final Symbol symbol;
    private final long intervalMicros;
    private final boolean ranged;
    private final long[] time;
    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;
    private final double[] volume;
    private final double[] dollarVolume;

    /**
     * Empty columns.
     *
     * @param ranged whether opens, highs and lows are to have columns
     */
    BarColumns(Symbol symbol, long intervalMicros, int room, boolean ranged) {
        this.symbol = Objects.requireNonNull(symbol, "symbol");
        this.intervalMicros = intervalMicros;
        this.ranged = ranged;
        time = new long[room];
        open = ranged ? new double[room] : NONE;
        high = ranged ? new double[room] : NONE;
        low = ranged ? new double[room] : NONE;
        close = new double[room];
        volume = new double[room];
        dollarVolume = new double[room];
    }

    /** Columns with other room that begin with bars {@code from} to {@code to} (exclusive) of these. */
    BarColumns moved(long interval, int from, int to, int room, boolean withRanges) {
        BarColumns moved = new BarColumns(symbol, interval, room, withRanges);
        int kept = to - from;
        System.arraycopy(time, from, moved.time, 0, kept);
        if (ranged) {
            System.arraycopy(open, from, moved.open, 0, kept);
            System.arraycopy(high, from, moved.high, 0, kept);
            System.arraycopy(low, from, moved.low, 0, kept);
        } else if (withRanges) {
            Arrays.fill(moved.open, 0, kept, Double.NaN);
            Arrays.fill(moved.high, 0, kept, Double.NaN);
            Arrays.fill(moved.low, 0, kept, Double.NaN);
        }
        System.arraycopy(close, from, moved.close, 0, kept);
        System.arraycopy(volume, from, moved.volume, 0, kept);
        System.arraycopy(dollarVolume, from, moved.dollarVolume, 0, kept);
        return moved;
    }

    /** Whether these prices need columns that are not there. */
    boolean lacks(double openPrice, double highPrice, double lowPrice) {
        return !ranged && !(Double.isNaN(openPrice) && Double.isNaN(highPrice) && Double.isNaN(lowPrice));
    }

    /** Writes bar {@code i}, whose prices are not {@link #lacks lacking} columns. */
    void set(
            int i,
            long timeMicros,
            double openPrice,
            double highPrice,
            double lowPrice,
            double closePrice,
            double traded,
            double value) {
        time[i] = timeMicros;
        if (ranged) {
            open[i] = openPrice;
            high[i] = highPrice;
            low[i] = lowPrice;
        }
        close[i] = closePrice;
        volume[i] = traded;
        dollarVolume[i] = value;
    }

    Symbol symbol() {
        return symbol;
    }

    long intervalMicros() {
        return intervalMicros;
    }

    boolean isRanged() {
        return ranged;
    }

    int room() {
        return time.length;
    }

    long time(int i) {
        return time[i];
    }

    double open(int i) {
        return ranged ? open[i] : unknown(i);
    }

    double high(int i) {
        return ranged ? high[i] : unknown(i);
    }

    double low(int i) {
        return ranged ? low[i] : unknown(i);
    }

    double close(int i) {
        return close[i];
    }

    double volume(int i) {
        return volume[i];
    }

    double dollarVolume(int i) {
        return dollarVolume[i];
    }

    private double unknown(int i) {
        Objects.checkIndex(i, time.length);
        return Double.NaN;
    }
}
