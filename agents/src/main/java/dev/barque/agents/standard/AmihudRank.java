package dev.barque.agents.standard;

import dev.barque.agents.internal.Frame;
import dev.barque.core.market.BarWindow;
import java.util.Arrays;

/**
 * Where the present Amihud ratio stands within the symbol's own recent history: the share of earlier values that were lower
 * (more liquid), from 0 for the most liquid hour seen to 1 for the least. Equal values count half.
 *
 * <p>History is made of the medians over {@link #SPAN_BARS} bars that end at each of the last {@link #HISTORY_BARS} bars,
 * every {@link #STEP_BARS}-th of them. With fewer than {@link #LEAST_VALUES} of them there is no rank.
 */
final class AmihudRank {
    static final int SPAN_BARS = 60;
    static final int HISTORY_BARS = 390;

    private static final int STEP_BARS = 5;
    private static final int LEAST_VALUES = 12;

    private AmihudRank() {}

    /** The rank of a value among the history that a window shows, NaN when there is too little of it. */
    static double of(BarWindow window, double present) {
        if (Double.isNaN(present)) {
            return Double.NaN;
        }
        double[] ratios = ratios(window);
        double[] span = new double[SPAN_BARS];
        int values = 0;
        double lower = 0;
        int latest = ratios.length - 1 - STEP_BARS;
        for (int end = latest; end >= SPAN_BARS && end > latest - HISTORY_BARS; end -= STEP_BARS) {
            double past = median(ratios, end, span);
            if (!Double.isNaN(past)) {
                values++;
                lower += past < present ? 1 : past == present ? 0.5 : 0;
            }
        }
        return values < LEAST_VALUES ? Double.NaN : lower / values;
    }

    private static double[] ratios(BarWindow window) {
        double[] ratios = new double[window.size()];
        Arrays.fill(ratios, Double.NaN);
        for (int i = 1; i < ratios.length; i++) {
            double traded = window.dollarVolume(i);
            if (traded > 0) {
                ratios[i] = Math.abs(window.close(i) / window.close(i - 1) - 1) / traded;
            }
        }
        return ratios;
    }

    private static double median(double[] ratios, int end, double[] span) {
        int size = 0;
        for (int i = end - SPAN_BARS + 1; i <= end; i++) {
            if (!Double.isNaN(ratios[i])) {
                span[size++] = ratios[i];
            }
        }
        return Frame.median(span, size);
    }
}
