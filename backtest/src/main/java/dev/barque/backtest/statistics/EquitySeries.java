package dev.barque.backtest.statistics;

import dev.barque.core.time.UtcMicros;
import java.time.Instant;

/** What an account was worth over time, starting capital included. Immutable. */
public final class EquitySeries {
    private final long[] times;
    private final double[] values;
    private final double startingCapital;

    private EquitySeries(long[] times, double[] values, double startingCapital) {
        this.times = times;
        this.values = values;
        this.startingCapital = startingCapital;
    }

    /**
     * Equity, capital included, at UTC microseconds that never go back. Throws {@code statistics.bad-series} for what is not
     * finite, times out of order, columns of different lengths and a capital that is not above 0. Copies the columns.
     */
    public static EquitySeries of(long[] timeMicros, double[] equity, double startingCapital) {
        if (timeMicros.length != equity.length) {
            throw StatisticsErrors.badSeries("it has " + timeMicros.length + " times and " + equity.length + " values");
        }
        if (!(startingCapital > 0) || Double.isInfinite(startingCapital)) {
            throw StatisticsErrors.badSeries("its starting capital is " + startingCapital);
        }
        for (int i = 0; i < equity.length; i++) {
            if (!Double.isFinite(equity[i])) {
                throw StatisticsErrors.badSeries(
                        "at " + UtcMicros.toInstant(timeMicros[i]) + " it has the value " + equity[i]);
            }
            if (i > 0 && timeMicros[i] < timeMicros[i - 1]) {
                throw StatisticsErrors.badSeries("after " + UtcMicros.toInstant(timeMicros[i - 1]) + " comes "
                        + UtcMicros.toInstant(timeMicros[i]));
            }
        }
        return new EquitySeries(timeMicros.clone(), equity.clone(), startingCapital);
    }

    /** The same of profit and loss, which starts at 0. */
    public static EquitySeries ofProfit(long[] timeMicros, double[] profit, double startingCapital) {
        double[] equity = new double[profit.length];
        for (int i = 0; i < profit.length; i++) {
            equity[i] = startingCapital + profit[i];
        }
        return of(timeMicros, equity, startingCapital);
    }

    /** How many points there are. */
    public int size() {
        return times.length;
    }

    /** Time of point {@code i}, UTC microseconds. */
    public long timeMicros(int i) {
        return times[i];
    }

    /** Time of point {@code i}. */
    public Instant time(int i) {
        return UtcMicros.toInstant(times[i]);
    }

    /** Equity at point {@code i}, capital included. */
    public double value(int i) {
        return values[i];
    }

    /** What the account was worth before the first point. */
    public double startingCapital() {
        return startingCapital;
    }

    /** Equity at the end; the starting capital when there is no point. */
    public double last() {
        return values.length == 0 ? startingCapital : values[values.length - 1];
    }
}
