package dev.barque.agents.options;

import dev.barque.core.market.OptionChain;
import dev.barque.core.market.OptionRight;
import java.util.ArrayList;
import java.util.List;

/** The sum of the gammas of contracts at any price of the underlying, with the volatility of each contract held. */
final class TotalGamma {
    private static final int MOST_REFINEMENTS = 60;

    private final List<Position> positions = new ArrayList<>();
    private final Carry carry;

    private record Position(OptionTerms terms, double volatility, double scale) {}

    TotalGamma(Carry carry) {
        this.carry = carry;
    }

    /** Takes a contract with so much of it; one whose gamma cannot be computed is left out. */
    void add(OptionChain chain, int i, double years, double scale) {
        double volatility = chain.impliedVolatility(i);
        if (years > 0
                && volatility > 0
                && volatility < Double.POSITIVE_INFINITY
                && chain.strike(i) > 0
                && chain.right(i) != OptionRight.UNKNOWN) {
            positions.add(new Position(new OptionTerms(chain.right(i), chain.strike(i), years), volatility, scale));
        }
    }

    int size() {
        return positions.size();
    }

    /** The exposure in currency for a move of 1 % from a price. */
    double at(double price) {
        double sum = 0;
        for (Position position : positions) {
            sum += position.scale * BlackScholes.gamma(position.terms, price, position.volatility, carry);
        }
        return sum * price * price / 100;
    }

    /** Prices around the spot at which the sum changes its sign, ascending. */
    List<Double> flips(double spot, double search, int steps) {
        List<Double> flips = new ArrayList<>();
        double before = Double.NaN;
        double from = Double.NaN;
        for (int step = -steps; step <= steps && !positions.isEmpty(); step++) {
            double price = spot * (1 + search * step / steps);
            double here = at(price);
            if (here == 0 && before != 0 && !Double.isNaN(before)) {
                flips.add(price);
            } else if (before * here < 0) {
                flips.add(refined(from, before, price, here));
            }
            before = here;
            from = price;
        }
        return flips;
    }

    /** Linear interpolation, again and again (Illinois rule, which keeps one end from standing still). */
    private double refined(double lowPrice, double lowValue, double highPrice, double highValue) {
        double low = lowPrice;
        double high = highPrice;
        double a = lowValue;
        double b = highValue;
        double price = low;
        for (int i = 0; i < MOST_REFINEMENTS && high - low > 1e-12 * high; i++) {
            price = low - a * (high - low) / (b - a);
            double value = at(price);
            if (value == 0) {
                return price;
            }
            if (value * a > 0) {
                low = price;
                a = value;
                b /= 2;
            } else {
                high = price;
                b = value;
                a /= 2;
            }
        }
        return price;
    }
}
