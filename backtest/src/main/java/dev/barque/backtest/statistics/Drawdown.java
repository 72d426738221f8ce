package dev.barque.backtest.statistics;

import dev.barque.core.time.UtcMicros;
import java.util.ArrayList;
import java.util.List;

/**
 * A time below an earlier peak.
 *
 * @param peakMicros when equity was highest
 * @param troughMicros when it was lowest after that
 * @param endMicros when it was back at the peak, or the last point of the series
 * @param recovered whether it was back
 * @param depth how far below, in money, above 0
 * @param share of the peak
 */
public record Drawdown(
        long peakMicros, long troughMicros, long endMicros, boolean recovered, double depth, double share) {
    /** All of a series in the order of time; the starting capital is the first peak, at the first point. */
    public static List<Drawdown> in(EquitySeries equity) {
        List<Drawdown> found = new ArrayList<>();
        double peak = equity.startingCapital();
        long peakAt = equity.size() == 0 ? 0 : equity.timeMicros(0);
        double trough = peak;
        long troughAt = peakAt;
        for (int i = 0; i < equity.size(); i++) {
            double value = equity.value(i);
            long time = equity.timeMicros(i);
            if (value >= peak) {
                if (trough < peak) {
                    found.add(of(peakAt, troughAt, time, true, peak, trough));
                }
                peak = value;
                peakAt = time;
                trough = peak;
            } else if (value < trough) {
                trough = value;
                troughAt = time;
            }
        }
        if (trough < peak) {
            found.add(of(peakAt, troughAt, equity.timeMicros(equity.size() - 1), false, peak, trough));
        }
        return List.copyOf(found);
    }

    private static Drawdown of(long peakAt, long troughAt, long endAt, boolean back, double peak, double trough) {
        return new Drawdown(peakAt, troughAt, endAt, back, peak - trough, (peak - trough) / peak);
    }

    /** Calendar days from the peak to {@link #endMicros}. */
    public double days() {
        return (double) (endMicros - peakMicros) / UtcMicros.PER_DAY;
    }

    /** Calendar days from the trough until it was back. */
    Measure recoveryDays() {
        return recovered
                ? Measure.of((double) (endMicros - troughMicros) / UtcMicros.PER_DAY)
                : Measure.none("equity did not come back to its peak");
    }
}
