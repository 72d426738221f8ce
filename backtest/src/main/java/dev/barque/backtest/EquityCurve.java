package dev.barque.backtest;

import dev.barque.core.time.UtcMicros;
import java.time.Instant;
import java.util.Arrays;

/** Profit and loss over time, after costs: realised plus open positions at their mark. Starts at 0. Immutable. */
public final class EquityCurve {
    private final long[] times;
    private final double[] values;

    EquityCurve(long[] times, double[] values, int size) {
        this.times = Arrays.copyOf(times, size);
        this.values = Arrays.copyOf(values, size);
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

    /** Profit and loss at point {@code i}. */
    public double value(int i) {
        return values[i];
    }
}
