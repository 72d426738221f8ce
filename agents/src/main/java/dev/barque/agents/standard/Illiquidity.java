package dev.barque.agents.standard;

import dev.barque.agents.internal.Frame;

/**
 * How much the price moves for what is traded.
 *
 * <p>Amihud (2002): the median over bars of |return| / traded value, in 1 per unit of currency; Kyle (1985) in the published
 * system's reading: |sum(return * flow) / sum(flow^2)| where flow is the traded value signed by the direction of the NEXT
 * return. Bars must be in the order of time.
 */
final class Illiquidity {
    private Illiquidity() {}

    /** Amihud's median ratio, NaN when it cannot be computed. */
    static double amihud(double[] changes, double[] dollarVolume) {
        double[] ratios = new double[changes.length];
        int size = 0;
        for (int i = 0; i < changes.length; i++) {
            if (dollarVolume[i] > 0) {
                double ratio = Math.abs(changes[i]) / dollarVolume[i];
                if (!Double.isNaN(ratio)) {
                    ratios[size++] = ratio;
                }
            }
        }
        double median = Frame.median(ratios, size);
        return Double.isFinite(median) ? median : Double.NaN;
    }

    /** Kyle's lambda, NaN when it cannot be computed. */
    static double kyleLambda(double[] changes, double[] dollarVolume) {
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i + 1 < changes.length; i++) {
            double flow = Math.signum(changes[i + 1]) * dollarVolume[i];
            double impact = changes[i] * flow;
            numerator += Double.isNaN(impact) ? 0 : impact;
            denominator += Double.isNaN(flow) ? 0 : flow * flow;
        }
        double lambda = denominator == 0 ? Double.NaN : Math.abs(numerator / denominator);
        return Double.isFinite(lambda) ? lambda : Double.NaN;
    }
}
