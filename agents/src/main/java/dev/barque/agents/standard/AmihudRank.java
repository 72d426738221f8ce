package dev.barque.agents.standard;

import dev.barque.agents.internal.SlidingMedian;
import dev.barque.core.market.BarWindow;

/**
 * Where the present Amihud ratio stands within the symbol's own recent history: the share of earlier values that were lower
 * (more liquid), from 0 for the most liquid hour seen to 1 for the least. Equal values count half.
 *
 * <p>History is made of the medians over {@link #SPAN_BARS} bars that end at each of the last {@link #HISTORY_BARS} bars but
 * the present one. With fewer than {@link #LEAST_VALUES} of them there is no rank.
 */
final class AmihudRank {
    static final int SPAN_BARS = 60;
    static final int HISTORY_BARS = 390;

    private static final int LEAST_VALUES = 60;

    private AmihudRank() {}

    /** The rank of a value among the history that a window shows, NaN when there is too little of it. */
    static double of(BarWindow window, double present) {
        int size = window.size();
        int values = size - 1 - SPAN_BARS;
        if (Double.isNaN(present) || values < LEAST_VALUES) {
            return Double.NaN;
        }
        double[] ratios = ratios(window);
        SlidingMedian span = new SlidingMedian(SPAN_BARS + 1);
        int counted = 0;
        double lower = 0;
        for (int i = 1; i < size - 1; i++) {
            span.add(ratios[i]);
            if (i > SPAN_BARS) {
                span.remove(ratios[i - SPAN_BARS]);
            }
            double past = i >= SPAN_BARS ? span.median() : Double.NaN;
            if (!Double.isNaN(past)) {
                counted++;
                lower += past < present ? 1 : past == present ? 0.5 : 0;
            }
        }
        return counted < LEAST_VALUES ? Double.NaN : lower / counted;
    }

    /** |return| over traded value of each bar; NaN where nothing was traded or a price is missing. */
    private static double[] ratios(BarWindow window) {
        double[] ratios = new double[window.size()];
        ratios[0] = Double.NaN;
        for (int i = 1; i < ratios.length; i++) {
            double traded = window.dollarVolume(i);
            double change = Math.abs(window.close(i) / window.close(i - 1) - 1);
            ratios[i] = traded > 0 ? change / traded : Double.NaN;
        }
        return ratios;
    }
}
