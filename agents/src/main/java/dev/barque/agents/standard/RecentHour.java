package dev.barque.agents.standard;

import dev.barque.agents.internal.Frame;
import dev.barque.agents.internal.SlidingMedian;
import dev.barque.core.market.BarWindow;
import dev.barque.core.time.UtcMicros;
import java.util.Arrays;

/**
 * The bars of the last hour in columns, in the order in which they arrived, and where they hold none the last 20 bars of the
 * window; with the change of each bar and its {@link Illiquidity#ratio ratio} to the value traded.
 *
 * <p>Where a window is the one before it, one bar on, the columns move on by it: one bar is looked at and not sixty. What comes
 * out is what a new one makes of the whole window, bit for bit, since nothing is summed up over time: the median is that of the
 * same numbers. Not safe for use by several threads.
 */
final class RecentHour {
    private static final long HOUR_MICROS = 60 * UtcMicros.PER_MINUTE;
    private static final int FALLBACK_BARS = 20;

    private final Rules rules;
    private final SlidingMedian ratios = new SlidingMedian(64);
    private int size;
    private long[] time = new long[64];
    private double[] price = new double[64];
    private double[] volume = new double[64];
    private double[] dollarVolume = new double[64];
    /** From the price before in the order of time, NaN for the first bar. */
    private double[] change = new double[64];

    private double[] ratio = new double[64];
    /** The values traded in the order of time. */
    private double[] traded = {};
    /** Whether the next bar can be taken in by itself: bars are in the order of time, and no price is unknown. */
    private boolean steady;

    RecentHour(Rules rules) {
        this.rules = rules;
    }

    /** Takes the bars that a window holds of the hour up to an instant. */
    void take(BarWindow window, long now) {
        // The published system has no upper bound: bars later than 'now' are looked at too.
        if (!goOn(window, now)) {
            begin(window, now);
        }
    }

    private boolean goOn(BarWindow window, long now) {
        int last = window.size() - 1;
        if (!steady || size == 0 || last < 1 || !window.isTimeOrdered() || !takes(window, last, now)) {
            return false;
        }
        int oldest = last - size; // where the oldest bar so far stands in this window, below 0 when it has gone
        int first = Math.max(0, oldest);
        while (first < last && !takes(window, first, now)) {
            first++;
        }
        if (first == last
                || (first > 0 && takes(window, first - 1, now))
                || window.time(first) != time[first - oldest]
                || window.time(last - 1) != time[size - 1]
                || Double.isNaN(window.close(last))) {
            return false;
        }
        letGo(first - oldest);
        add(window, last);
        change[size - 1] = price[size - 1] / price[size - 2] - 1;
        ratio[size - 1] = Illiquidity.ratio(change[size - 1], dollarVolume[size - 1]);
        ratios.add(ratio[size - 1]);
        return true;
    }

    private boolean takes(BarWindow window, int i, long now) {
        return window.time(i) > now - HOUR_MICROS && (!rules.mended() || window.time(i) <= now);
    }

    /** Lets the oldest bars go; the change of the first that is left is not known then. */
    private void letGo(int bars) {
        if (bars == 0) {
            return;
        }
        for (int i = 0; i <= bars; i++) {
            ratios.remove(ratio[i]);
        }
        size -= bars;
        System.arraycopy(time, bars, time, 0, size);
        System.arraycopy(price, bars, price, 0, size);
        System.arraycopy(volume, bars, volume, 0, size);
        System.arraycopy(dollarVolume, bars, dollarVolume, 0, size);
        System.arraycopy(change, bars, change, 0, size);
        System.arraycopy(ratio, bars, ratio, 0, size);
        change[0] = Double.NaN;
        ratio[0] = Double.NaN;
    }

    private void begin(BarWindow window, long now) {
        size = 0;
        ratios.clear();
        int first = window.size();
        while (first > 0 && (!window.isTimeOrdered() || window.time(first - 1) > now - HOUR_MICROS)) {
            first--;
        }
        for (int i = first; i < window.size(); i++) {
            if (takes(window, i, now)) {
                add(window, i);
            }
        }
        boolean fallsBack = size == 0 && !rules.mended();
        // Under the mended rules a bar that is still in the future must not come back through this.
        if (fallsBack) {
            for (int i = Math.max(0, window.size() - FALLBACK_BARS); i < window.size(); i++) {
                add(window, i);
            }
        }
        boolean ordered = isTimeOrdered();
        double[] prices = price;
        traded = dollarVolume;
        if (!ordered) {
            prices = new double[size];
            traded = new double[size];
            int at = 0;
            for (int i : Frame.orderOf(Arrays.copyOf(time, size))) {
                prices[at] = price[i];
                traded[at++] = dollarVolume[i];
            }
        }
        Frame.relativeChanges(prices, 0, size, change);
        steady = ordered && !fallsBack;
        for (int i = 0; i < size; i++) {
            ratio[i] = Illiquidity.ratio(change[i], traded[i]);
            ratios.add(ratio[i]);
            steady &= !Double.isNaN(price[i]);
        }
    }

    private void add(BarWindow window, int i) {
        if (size == time.length) {
            boolean inOrder = traded == dollarVolume;
            time = Arrays.copyOf(time, 2 * size);
            price = Arrays.copyOf(price, 2 * size);
            volume = Arrays.copyOf(volume, 2 * size);
            dollarVolume = Arrays.copyOf(dollarVolume, 2 * size);
            change = Arrays.copyOf(change, 2 * size);
            ratio = Arrays.copyOf(ratio, 2 * size);
            traded = inOrder ? dollarVolume : traded;
        }
        time[size] = window.time(i);
        price[size] = window.close(i);
        volume[size] = window.volume(i);
        dollarVolume[size] = window.dollarVolume(i);
        size++;
    }

    private boolean isTimeOrdered() {
        for (int i = 1; i < size; i++) {
            if (time[i] < time[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** How many bars. */
    int size() {
        return size;
    }

    /** Their prices, in the order in which they arrived; for reading. */
    double[] price() {
        return price;
    }

    /** Their volumes, likewise. */
    double[] volume() {
        return volume;
    }

    /** Amihud's median ratio, NaN when it cannot be computed. */
    double amihud() {
        double median = size < 2 ? Double.NaN : ratios.median();
        return Double.isFinite(median) ? median : Double.NaN;
    }

    /** {@link Illiquidity#kyleLambda}. */
    double kyleLambda() {
        return size < 2 ? Double.NaN : Illiquidity.kyleLambda(change, traded, size);
    }
}
