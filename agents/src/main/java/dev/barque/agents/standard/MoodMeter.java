package dev.barque.agents.standard;

import static dev.barque.agents.internal.PythonNumbers.clip;

import dev.barque.agents.internal.Frame;
import dev.barque.core.market.BarWindow;
import java.util.Arrays;

/**
 * Measures the mood of windows, one after the other, over arrays that are kept. Each window is computed anew: sums that were
 * carried on from bar to bar would drift. Only logarithms of prices that were seen in the window before are not taken again. Not
 * safe for use by several threads.
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
    /** The prices whose logarithms momentum took last, and those. */
    private final double[] logged = new double[LOOKBACK + 1];

    private final double[] logs = new double[LOOKBACK + 1];
    private int size;
    private double momentum;
    private double volatility;
    private double volumeSide;

    MoodMeter() {
        Arrays.fill(logged, Double.NaN);
    }

    /** Mean over sample deviation of the last 20 log returns, within -3..3. */
    double momentum() {
        return momentum;
    }

    /** (Deviation of the last 20 returns - baseline) / baseline, within -3..3. */
    double volatility() {
        return volatility;
    }

    /** (Volume of rising bars - volume of falling bars) / both, over the last 20 bars. */
    double volumeSide() {
        return volumeSide;
    }

    /** Takes the measures of a window. */
    void take(BarWindow window, Rules rules) {
        int from = rules.mended() ? sessionStart(window) : firstPublished(window);
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
        momentum = momentumOf();
        volatility = volatilityBy(rules);
        volumeSide = sideOfVolume();
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

    private double momentumOf() {
        if (size < LOOKBACK) {
            return 0;
        }
        int first = size - LOOKBACK;
        double previous = first == 0 ? Double.NaN : log(0, price[first - 1]);
        for (int i = 0; i < LOOKBACK; i++) {
            double log = log(i + 1, price[first + i]);
            returns[i] = log - previous;
            previous = log;
        }
        double mean = Frame.mean(returns, 0, LOOKBACK);
        double deviation = Frame.deviation(returns, 0, LOOKBACK, mean);
        return clip(mean / (deviation + TINY), -3, 3);
    }

    /** The logarithm of the price in a place; mostly it was in the next place one bar ago. */
    private double log(int place, double of) {
        double log = place < LOOKBACK && logged[place + 1] == of ? logs[place + 1] : Math.log(of);
        logged[place] = of;
        logs[place] = log;
        return log;
    }

    private double volatilityBy(Rules rules) {
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

    /**
     * From where the published rules look at a window. Of at most 100 bars only the last count: volatility is then 0 whatever they
     * are.
     */
    private static int firstPublished(BarWindow window) {
        boolean isShort = window.size() <= BASELINE_BARS && window.isTimeOrdered();
        return isShort ? Math.max(0, window.size() - LOOKBACK - 1) : 0;
    }

    private double sideOfVolume() {
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
