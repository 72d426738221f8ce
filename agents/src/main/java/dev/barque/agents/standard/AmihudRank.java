package dev.barque.agents.standard;

import dev.barque.agents.internal.SlidingMedian;
import dev.barque.core.market.BarWindow;

/**
 * Where the present Amihud ratio stands within the symbol's own recent history: the share of earlier values that were lower
 * (more liquid), from 0 for the most liquid hour seen to 1 for the least. Equal values count half.
 *
 * <p>History is made of the medians over {@link #SPAN_BARS} bars that end at each of the last {@link #HISTORY_BARS} bars but
 * the present one. With fewer than {@link #LEAST_VALUES} of them there is no rank.
 *
 * <p>Remembers the ratios of the span and the medians of the history, both sorted: a bar costs four searches and moves, and what
 * comes out is what a new one makes of the whole window, bit for bit, since nothing is summed up over time.
 */
final class AmihudRank {
    static final int SPAN_BARS = 60;
    static final int HISTORY_BARS = 390;

    private static final int LEAST_VALUES = 60;

    private final SlidingMedian span = new SlidingMedian(SPAN_BARS + 1);
    private final double[] spanRatios = new double[SPAN_BARS];
    private final SlidingMedian history = new SlidingMedian(HISTORY_BARS);
    private double[] medians = new double[HISTORY_BARS];
    /** How many ratios were taken in since the first bar that was seen, and how many medians were let go of. */
    private long ratios;

    private long forgotten;
    private int size;
    private long first;
    private long last;

    /** The rank of a value among the history that a window shows, NaN when there is too little of it. */
    double of(BarWindow window, double present) {
        take(window);
        int values = size - 1 - SPAN_BARS;
        if (Double.isNaN(present) || values < LEAST_VALUES) {
            return Double.NaN;
        }
        int counted = history.size();
        return counted < LEAST_VALUES ? Double.NaN : history.smaller(present) / counted;
    }

    private void take(BarWindow window) {
        int now = window.size();
        if (follows(window)) {
            if (now == size) {
                forgetOldest();
            }
            add(window, now - 2);
        } else {
            span.clear();
            history.clear();
            ratios = 0;
            forgotten = 0;
            if (medians.length < now) {
                medians = new double[2 * now];
            }
            for (int i = 1; i < now - 1; i++) {
                add(window, i);
            }
        }
        size = now;
        first = now == 0 ? 0 : window.time(0);
        last = now == 0 ? 0 : window.time(now - 1);
    }

    /** Whether the window is the one before it, one bar on: longer by one, or as long and without its oldest. */
    private boolean follows(BarWindow window) {
        int now = window.size();
        if (size < 2
                || now < size
                || now > size + 1
                || now > medians.length + SPAN_BARS
                || window.time(now - 2) != last) {
            return false;
        }
        return now == size ? window.time(0) > first : window.time(0) == first;
    }

    /** Takes in the ratio of a bar that is no longer the present one. */
    private void add(BarWindow window, int i) {
        double ratio = Illiquidity.ratio(window.close(i) / window.close(i - 1) - 1, window.dollarVolume(i));
        int at = (int) (ratios % SPAN_BARS);
        if (ratios >= SPAN_BARS) {
            span.remove(spanRatios[at]);
        }
        spanRatios[at] = ratio;
        span.add(ratio);
        ratios++;
        if (ratios >= SPAN_BARS) {
            double median = span.median();
            medians[(int) ((ratios - SPAN_BARS) % medians.length)] = median;
            history.add(median);
        }
    }

    /** The oldest median reaches back to a bar whose own change needs the bar that has gone. */
    private void forgetOldest() {
        if (ratios - SPAN_BARS >= forgotten && ratios >= SPAN_BARS) {
            history.remove(medians[(int) (forgotten % medians.length)]);
            forgotten++;
        }
    }
}
