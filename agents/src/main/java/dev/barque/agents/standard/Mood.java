package dev.barque.agents.standard;

import static dev.barque.agents.internal.PythonNumbers.clip;

import dev.barque.agents.internal.Frame;
import dev.barque.core.market.BarWindow;
import java.util.Arrays;

/**
 * Three measures of a stretch of bars.
 *
 * @param momentum mean over sample deviation of the last 20 log returns, within -3..3
 * @param volatility (deviation of the last 20 returns - baseline) / baseline, within -3..3
 * @param volumeSide (volume of rising bars - volume of falling bars) / both, over the last 20 bars
 */
record Mood(double momentum, double volatility, double volumeSide) {
    static final int BASELINE_BARS = 100;

    private static final int LOOKBACK = 20;
    private static final double TINY = 1e-8;
    private static final int SESSION_GAP_BARS = 60;

    static Mood of(BarWindow window, Rules rules) {
        int from = rules.mended() ? sessionStart(window) : 0;
        int size = window.size() - from;
        long[] time = new long[size];
        for (int i = 0; i < size; i++) {
            time[i] = window.time(from + i);
        }
        int[] order = Frame.orderOf(time);
        double[] price = new double[size];
        double[] volume = new double[size];
        for (int i = 0; i < size; i++) {
            price[i] = window.close(from + order[i]);
            volume[i] = window.volume(from + order[i]);
        }
        return new Mood(momentum(price), volatility(price, rules), volumeSide(price, volume));
    }

    private static double momentum(double[] price) {
        int size = price.length;
        if (size < LOOKBACK) {
            return 0;
        }
        double[] returns = new double[LOOKBACK];
        for (int i = 0; i < LOOKBACK; i++) {
            int at = size - LOOKBACK + i;
            returns[i] = at == 0 ? Double.NaN : Math.log(price[at]) - Math.log(price[at - 1]);
        }
        double mean = Frame.mean(returns, 0, LOOKBACK);
        double deviation = Frame.deviation(returns, 0, LOOKBACK);
        return clip(mean / (deviation + TINY), -3, 3);
    }

    private static double volatility(double[] price, Rules rules) {
        int size = price.length;
        if (size < 2 * LOOKBACK) {
            return 0;
        }
        double[] changes = Frame.relativeChanges(price);
        double recent = Frame.fullWindowDeviation(changes, size - LOOKBACK, size);
        double baseline = rules.mended()
                ? Frame.fullWindowDeviation(changes, Math.max(1, size - BASELINE_BARS), size)
                : publishedBaseline(changes);
        if (Double.isNaN(recent) || Double.isNaN(baseline) || baseline == 0) {
            return 0;
        }
        return clip((recent - baseline) / (baseline + TINY), -3, 3);
    }

    /**
     * Mean deviation over all full windows of min(n, 100) changes. The first change is always missing, so that with at most
     * 100 bars the only window is never full and volatility is always 0.
     */
    private static double publishedBaseline(double[] changes) {
        int span = Math.min(changes.length, BASELINE_BARS);
        double sum = 0;
        int count = 0;
        for (int end = span; end <= changes.length; end++) {
            double deviation = Frame.fullWindowDeviation(changes, end - span, end);
            if (!Double.isNaN(deviation)) {
                sum += deviation;
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static double volumeSide(double[] price, double[] volume) {
        int size = price.length;
        if (size < LOOKBACK) {
            return 0;
        }
        double[] recent = Arrays.copyOfRange(price, size - LOOKBACK, size);
        double[] changes = Frame.relativeChanges(recent);
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
