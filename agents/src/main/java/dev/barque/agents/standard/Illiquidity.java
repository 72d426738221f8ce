package dev.barque.agents.standard;

/**
 * How much the price moves for what is traded.
 *
 * <p>Amihud (2002): the median over bars of |return| / traded value, in 1 per unit of currency; Kyle (1985) in the published
 * system's reading: |sum(return * flow) / sum(flow^2)| where flow is the traded value signed by the direction of the NEXT
 * return. Bars must be in the order of time.
 */
final class Illiquidity {
    private Illiquidity() {}

    /** What a bar's |return| is to the value traded in it; NaN where nothing was traded or the return is not known. */
    static double ratio(double change, double dollarVolume) {
        return dollarVolume > 0 ? Math.abs(change) / dollarVolume : Double.NaN;
    }

    /** Kyle's lambda over so many bars, NaN when it cannot be computed. */
    static double kyleLambda(double[] changes, double[] dollarVolume, int bars) {
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i + 1 < bars; i++) {
            double flow = Math.signum(changes[i + 1]) * dollarVolume[i];
            double impact = changes[i] * flow;
            numerator += Double.isNaN(impact) ? 0 : impact;
            denominator += Double.isNaN(flow) ? 0 : flow * flow;
        }
        double lambda = denominator == 0 ? Double.NaN : Math.abs(numerator / denominator);
        return Double.isFinite(lambda) ? lambda : Double.NaN;
    }
}
