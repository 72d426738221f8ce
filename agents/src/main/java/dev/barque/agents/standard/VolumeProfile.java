package dev.barque.agents.standard;

import dev.barque.agents.internal.Frame;
import java.util.Arrays;

/**
 * Volume by price in 20 equal bins over the range of traded prices, and the zones where much was traded: bins above the 80th
 * percentile of those that are not empty, overlapping ones merged.
 *
 * <p>The bins are closed below and open above but for the last, which is closed; a price between two computed edges goes to
 * the bin whose edges hold it. Keeps its arrays for the next profile; not safe for use by several threads.
 */
final class VolumeProfile {
    private static final int BINS = 20;
    private static final double PEAK = 0.8;

    private final double[] edges = new double[BINS + 1];
    private final double[] histogram = new double[BINS];
    private final double[] filled = new double[BINS];
    private final double[] zones = new double[2 * BINS];

    /** The zones that were found last, as lo, hi, lo, hi, ... ascending. */
    double[] found() {
        return zones;
    }

    /**
     * Finds the zones of so many bars and says how many numbers {@link #found} holds; none where a price is not finite or no
     * volume was traded.
     */
    int zones(double[] price, double[] volume, int bars, Rules rules) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        boolean any = false;
        for (int i = 0; i < bars; i++) {
            if (volume[i] > 0) {
                if (!Double.isFinite(price[i])) {
                    return 0;
                }
                any = true;
                lowest = price[i] < lowest ? price[i] : lowest;
                highest = price[i] > highest ? price[i] : highest;
            }
        }
        if (!any) {
            return 0;
        }
        makeEdges(lowest, highest);
        makeHistogram(price, volume, bars);
        double threshold = threshold();
        int size = 0;
        for (int bin = 0; bin < BINS; bin++) {
            if (!(histogram[bin] > threshold)) {
                continue;
            }
            // The published system takes the edge before the bin for its lower end: zones reach one bin too far down.
            double lo = edges[rules.mended() ? bin : Math.max(bin - 1, 0)];
            double hi = edges[bin + 1];
            if (size > 0 && lo <= zones[size - 1]) {
                zones[size - 1] = Math.max(zones[size - 1], hi);
            } else {
                zones[size++] = lo;
                zones[size++] = hi;
            }
        }
        return size;
    }

    private void makeEdges(double lowest, double highest) {
        double first = lowest == highest ? lowest - 0.5 : lowest;
        double last = lowest == highest ? highest + 0.5 : highest;
        double step = (last - first) / BINS;
        for (int i = 0; i < BINS; i++) {
            edges[i] = i * step + first;
        }
        edges[BINS] = last;
    }

    private void makeHistogram(double[] price, double[] volume, int bars) {
        double first = edges[0];
        double range = edges[BINS] - first;
        Arrays.fill(histogram, 0);
        for (int i = 0; i < bars; i++) {
            if (volume[i] > 0) {
                int bin = (int) ((price[i] - first) / range * BINS);
                if (bin == BINS) {
                    bin--;
                }
                if (price[i] < edges[bin]) {
                    bin--;
                } else if (bin != BINS - 1 && price[i] >= edges[bin + 1]) {
                    bin++;
                }
                histogram[bin] += volume[i];
            }
        }
    }

    private double threshold() {
        int size = 0;
        for (double bin : histogram) {
            if (bin > 0) {
                filled[size++] = bin;
            }
        }
        return Frame.percentile(filled, size, PEAK);
    }
}
