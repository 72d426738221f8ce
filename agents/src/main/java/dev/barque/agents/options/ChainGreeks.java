package dev.barque.agents.options;

import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionMeasure;
import dev.barque.core.market.OptionRight;
import java.util.EnumMap;
import java.util.Map;

/**
 * Fills in what a vendor did not say: implied volatilities from the middle of the quote, and from them the Greeks, by
 * {@link BlackScholes} and in the units of {@link OptionMeasure}. What the vendor said stays, number by number.
 *
 * <p>A contract stays without them when its terms or its volatility are unknown and cannot be had: no quote on both sides, no
 * time left, a price below the intrinsic value or above what it could be worth ({@link ImpliedVolatility.Outcome}). Last trades
 * are not used: they may be of any age. American options are taken for European ones.
 */
public final class ChainGreeks {
    private static final double MICROS_PER_YEAR = 365 * 86_400e6;
    private static final double DAYS_PER_YEAR = 365;
    private static final double POINTS = 100;

    private ChainGreeks() {}

    /**
     * The chain with everything that can be had.
     *
     * @param chain says its instant; one that does not is returned as it is
     * @param spot the underlying's price, used where the chain does not say it; NaN when unknown
     */
    public static OptionChain complete(OptionChain chain, double spot, Carry carry) {
        double underlying = Double.isNaN(chain.underlying()) ? spot : chain.underlying();
        if (chain.timeMicros() == OptionChain.NO_TIME || !(underlying > 0 && underlying < Double.POSITIVE_INFINITY)) {
            return chain;
        }
        Columns columns = new Columns(chain);
        for (int i = 0; i < chain.size(); i++) {
            double years = years(chain, i);
            if (years > 0 && chain.right(i) != OptionRight.UNKNOWN && isPrice(chain.strike(i))) {
                OptionTerms terms = new OptionTerms(chain.right(i), chain.strike(i), years);
                double volatility = volatility(chain, i, terms, underlying, carry);
                if (volatility > 0) {
                    columns.set(i, volatility, BlackScholes.greeks(terms, underlying, volatility, carry));
                }
            }
        }
        return columns.into(chain.toBuilder().underlying(underlying)).build();
    }

    /** Until contract {@code i} expires, from the instant of the chain, in years of 365 days; NaN when unknown. */
    static double years(OptionChain chain, int i) {
        long expiry = chain.expiryMicros(i);
        return expiry == OptionChain.NO_TIME || chain.timeMicros() == OptionChain.NO_TIME
                ? Double.NaN
                : ((double) expiry - chain.timeMicros()) / MICROS_PER_YEAR;
    }

    private static double volatility(OptionChain chain, int i, OptionTerms terms, double spot, Carry carry) {
        double given = chain.impliedVolatility(i);
        if (given > 0 && given < Double.POSITIVE_INFINITY) {
            return given;
        }
        ImpliedVolatility solved = ImpliedVolatility.of(terms, chain.mid(i), spot, carry);
        return solved.isSolved() ? solved.volatility() : Double.NaN;
    }

    private static boolean isPrice(double number) {
        return number > 0 && number < Double.POSITIVE_INFINITY;
    }

    /** The columns of before, with what was unknown filled in. */
    private static final class Columns {
        private final Map<OptionMeasure, double[]> columns = new EnumMap<>(OptionMeasure.class);

        Columns(OptionChain chain) {
            for (OptionMeasure measure : new OptionMeasure[] {
                OptionMeasure.IMPLIED_VOLATILITY,
                OptionMeasure.DELTA,
                OptionMeasure.GAMMA,
                OptionMeasure.VEGA,
                OptionMeasure.THETA,
                OptionMeasure.VANNA,
                OptionMeasure.CHARM
            }) {
                double[] column = new double[chain.size()];
                for (int i = 0; i < column.length; i++) {
                    column[i] = chain.value(measure, i);
                }
                columns.put(measure, column);
            }
        }

        void set(int i, double volatility, Greeks greeks) {
            fill(OptionMeasure.IMPLIED_VOLATILITY, i, volatility);
            fill(OptionMeasure.DELTA, i, greeks.delta());
            fill(OptionMeasure.GAMMA, i, greeks.gamma());
            fill(OptionMeasure.VEGA, i, greeks.vega() / POINTS);
            fill(OptionMeasure.THETA, i, greeks.theta() / DAYS_PER_YEAR);
            fill(OptionMeasure.VANNA, i, greeks.vanna() / POINTS);
            fill(OptionMeasure.CHARM, i, greeks.charm() / DAYS_PER_YEAR);
        }

        private void fill(OptionMeasure measure, int i, double value) {
            double[] column = columns.get(measure);
            if (column != null && Double.isNaN(column[i])) {
                column[i] = value;
            }
        }

        OptionChain.Builder into(OptionChain.Builder chain) {
            columns.forEach(chain::column);
            return chain;
        }
    }
}
