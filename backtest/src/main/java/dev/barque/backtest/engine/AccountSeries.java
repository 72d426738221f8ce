package dev.barque.backtest.engine;

import java.util.Arrays;
import java.util.Objects;

/** The account at each instant at which there was a bar. Immutable. */
public final class AccountSeries {
    private final long[] times;
    private final double[] equity;
    private final double[] cash;
    private final double[] exposure;
    /** Empty when no mark was ever stale. */
    private final double[] stale;

    private AccountSeries(Builder from) {
        times = Arrays.copyOf(from.times, from.size);
        equity = Arrays.copyOf(from.equity, from.size);
        cash = Arrays.copyOf(from.cash, from.size);
        exposure = Arrays.copyOf(from.exposure, from.size);
        stale = from.stale.length == 0 ? from.stale : Arrays.copyOf(from.stale, from.size);
    }

    /** How many points there are. */
    public int size() {
        return times.length;
    }

    /** Time of point {@code i}, UTC microseconds. */
    public long timeMicros(int i) {
        return times[i];
    }

    /** Cash and positions at their marks. */
    public double equity(int i) {
        return equity[i];
    }

    /** Cash. */
    public double cash(int i) {
        return cash[i];
    }

    /** Sum of the values of all positions, each counted as positive. */
    public double exposure(int i) {
        return exposure[i];
    }

    /** The part of {@link #exposure} that stands at marks from before a halt that lasts. */
    public double staleExposure(int i) {
        Objects.checkIndex(i, times.length);
        return stale.length == 0 ? 0 : stale[i];
    }

    /** Collects points. */
    static final class Builder {
        private int size;
        private long[] times = new long[64];
        private double[] equity = new double[64];
        private double[] cash = new double[64];
        private double[] exposure = new double[64];
        private double[] stale = {};

        /** Of the point that is added next. */
        void stale(double value) {
            if (stale.length <= size) {
                stale = Arrays.copyOf(stale, Math.max(times.length, size + 1));
            }
            stale[size] = value;
        }

        void add(long time, double worth, double money, double value) {
            if (size == times.length) {
                int room = size * 2;
                times = Arrays.copyOf(times, room);
                equity = Arrays.copyOf(equity, room);
                cash = Arrays.copyOf(cash, room);
                exposure = Arrays.copyOf(exposure, room);
            }
            times[size] = time;
            equity[size] = worth;
            cash[size] = money;
            exposure[size++] = value;
        }

        AccountSeries build() {
            return new AccountSeries(this);
        }
    }
}
