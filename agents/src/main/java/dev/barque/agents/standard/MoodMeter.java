package dev.barque.agents.standard;

import static dev.barque.agents.internal.PythonNumbers.clip;

import dev.barque.agents.internal.Frame;
import dev.barque.core.market.BarWindow;

/**
 * Takes the {@link Mood} of windows, one after the other, over arrays that are kept. Each window is computed anew: sums that were
 * carried on from bar to bar would drift. Not safe for use by several threads.
 */
final class MoodMeter {
    static final int BASELINE_BARS = 100;

    private static final int LOOKBACK = 20;
    private static final double TINY = 1e-8;
    private static final int SESSION_GAP_BARS = 60;

    private final double[] returns = new double[LOOKBACK];
    private double[] price = {};
    private double[] volume = {};
    private double[] changes = {};
    private int size;

    /** The mood of a window. */
    Mood of(BarWindow window, Rules rules) {
        int from = rules.mended() ? sessionStart(window) : 0;
        size = window.size() - from;
        if (price.length < size) {
            price = new double[2 * size];
            volume = new double[2 * size];
            changes = new double[2 * size];
        }
        if (window.isTimeOrdered()) {
            for (int i = 0; i < size; i++) {
                price[i] = window.close(from + i);
                volume[i] = window.volume(from + i);
            }
        } else {
            sort(window, from);
        }
        return new Mood(momentum(), volatility(rules), volumeSide());
    }

    private void sort(BarWindow window, int from) {
        long[] time = new long[size];
        for (int i = 0; i < size; i++) {
            time[i] = window.time(from + i);
        }
        int[] order = Frame.orderOf(time);
        for (int i = 0; i < size; i++) {
            price[i] = window.close(from + order[i]);
            volume[i] = window.volume(from + order[i]);
        }
    }

    private double momentum() {
        if (size < LOOKBACK) {
            return 0;
        }
        int first = size - LOOKBACK;
        double previous = first == 0 ? Double.NaN : Math.log(price[first - 1]);
        for (int i = 0; i < LOOKBACK; i++) {
            double log = Math.log(price[first + i]);
            returns[i] = log - previous;
            previous = log;
        }
        double mean = Frame.mean(returns, 0, LOOKBACK);
        double deviation = Frame.deviation(returns, 0, LOOKBACK);
        return clip(mean / (deviation + TINY), -3, 3);
    }

    private double volatility(Rules rules) {
        if (size < 2 * LOOKBACK) {
            return 0;
        }
        Frame.relativeChanges(price, 0, size, changes);
        double recent = Frame.fullWindowDeviation(changes, size - LOOKBACK, size);
        double baseline = rules.mended()
                ? Frame.fullWindowDeviation(changes, Math.max(1, size - BASELINE_BARS), size)
                : publishedBaseline();
        if (Double.isNaN(recent) || Double.isNaN(baseline) || baseline == 0) {
            return 0;
        }
        return clip((recent - baseline) / (baseline + TINY), -3, 3);
    }

    /**
     * Mean deviation over all full windows of min(n, 100) changes. The first change is always missing, so that with at most
     * 100 bars the only window is never full and volatility is always 0.
     */
    private double publishedBaseline() {
        int span = Math.min(size, BASELINE_BARS);
        double sum = 0;
        int count = 0;
        for (int end = span; end <= size; end++) {
            double deviation = Frame.fullWindowDeviation(changes, end - span, end);
            if (!Double.isNaN(deviation)) {
                sum += deviation;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private double volumeSide() {
        if (size < LOOKBACK) {
            return 0;
        }
        Frame.relativeChanges(price, size - LOOKBACK, LOOKBACK, changes);
        double up = 0;
        double down = 0;
        for (int i = 0; i < LOOKBACK; i++) {
            double traded = volume[size - LOOKBACK + i];
            if (!Double.isNaN(traded)) {
                up += changes[i] > 0 ? traded : 0;
                down += changes[i] < 0 ? traded : 0;
            }
        }
        double total = up + down;
        return total == 0 ? 0 : clip((up - down) / total, -1, 1);
    }

    /** Where the present session begins: after the last silence of more than 60 bars. A night is not a one-bar return. */
    private static int sessionStart(BarWindow window) {
        long interval = window.intervalMicros();
        for (int i = 1; i < window.size() && interval == 0; i++) {
            interval = Math.max(0, window.time(i) - window.time(i - 1));
        }
        for (int i = window.size() - 1; i > 0; i--) {
            if (window.time(i) - window.time(i - 1) > SESSION_GAP_BARS * interval) {
                return i;
            }
        }
        return 0;
    }
}
