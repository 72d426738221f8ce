package dev.barque.agents.options;

/**
 * Price and Greeks of a European option, generalised Black-Scholes-Merton with a cost of carry.
 *
 * <p>With {@code d1 = (ln(S/K) + (b + v^2/2) T) / (v sqrt T)}, {@code d2 = d1 - v sqrt T}, rate {@code r}, cost of carry
 * {@code b}, and {@code w} +1 for a call and -1 for a put:
 *
 * <pre>
 * price = w (S e^((b-r)T) N(w d1) - K e^(-rT) N(w d2))
 * delta = w e^((b-r)T) N(w d1)
 * gamma = e^((b-r)T) n(d1) / (S v sqrt T)
 * vega  = S e^((b-r)T) n(d1) sqrt T
 * theta = -S e^((b-r)T) n(d1) v / (2 sqrt T) - w (b-r) S e^((b-r)T) N(w d1) - w r K e^(-rT) N(w d2)
 * vanna = -e^((b-r)T) n(d1) d2 / v
 * charm = -e^((b-r)T) (n(d1) (b / (v sqrt T) - d2 / (2 T)) + w (b-r) N(w d1))
 * </pre>
 *
 * <p>Theta and charm are derivatives by passing time, with the underlying's price held. Without time or volatility the option is
 * worth the discounted value of its forward where that is in the money: gamma, vega and vanna are 0 then, and delta is a step
 * (half of it exactly at the money).
 *
 * <p>Sources: F. Black and M. Scholes, "The Pricing of Options and Corporate Liabilities", Journal of Political Economy 81
 * (1973); R. C. Merton, "Theory of Rational Option Pricing", Bell Journal 4 (1973); E. G. Haug, The Complete Guide to Option
 * Pricing Formulas, 2nd edition (2007), chapters 1.1 and 2.
 *
 * <p>Errors: IllegalArgumentException for a spot that is not above 0 or a volatility below 0. NaN for a volatility of NaN.
 */
public final class BlackScholes {
    private BlackScholes() {}

    /** The price alone. */
    public static double price(OptionTerms terms, double spot, double volatility, Carry carry) {
        Terms t = new Terms(terms, spot, volatility, carry);
        return t.price();
    }

    /** Gamma alone, in 1 per currency. */
    public static double gamma(OptionTerms terms, double spot, double volatility, Carry carry) {
        Terms t = new Terms(terms, spot, volatility, carry);
        return t.gamma();
    }

    /** All of them. */
    public static Greeks greeks(OptionTerms terms, double spot, double volatility, Carry carry) {
        Terms t = new Terms(terms, spot, volatility, carry);
        return new Greeks(t.price(), t.delta(), t.gamma(), t.vega(), t.theta(), t.vanna(), t.charm());
    }

    /** What the formulas share. */
    private static final class Terms {
        private final double spot;
        private final double years;
        private final double rate;
        private final double carry;
        private final double volatility;
        private final double sign;
        private final double deviation;
        private final double d2;
        private final double density;
        private final double first;
        private final double second;
        private final double discountedSpot;
        private final double discountedStrike;
        private final double yieldDiscount;

        Terms(OptionTerms terms, double spot, double volatility, Carry carry) {
            if (!(spot > 0 && spot < Double.POSITIVE_INFINITY) || volatility < 0) {
                throw new IllegalArgumentException(
                        "Expected a spot above 0 and a volatility of 0 or more but had " + spot + " and " + volatility);
            }
            this.spot = spot;
            this.volatility = volatility;
            years = terms.years();
            rate = carry.rate();
            this.carry = carry.costOfCarry();
            sign = terms.sign();
            deviation = volatility * Math.sqrt(years);
            double drift = Math.log(spot / terms.strike()) + this.carry * years;
            double d1 = deviation > 0 ? drift / deviation + 0.5 * deviation : step(drift, deviation);
            d2 = d1 - deviation;
            density = deviation > 0 ? NormalDistribution.density(d1) : 0 * deviation;
            first = NormalDistribution.cumulative(sign * d1);
            second = NormalDistribution.cumulative(sign * d2);
            yieldDiscount = Math.exp((this.carry - rate) * years);
            discountedSpot = spot * yieldDiscount;
            discountedStrike = terms.strike() * Math.exp(-rate * years);
        }

        private static double step(double drift, double deviation) {
            return Double.isNaN(deviation) ? Double.NaN : drift == 0 ? 0 : drift * Double.POSITIVE_INFINITY;
        }

        double price() {
            // Far out of the money the difference of the two may come out as less than nothing.
            return Math.max(0, sign * (discountedSpot * first - discountedStrike * second));
        }

        double delta() {
            return sign * yieldDiscount * first;
        }

        double gamma() {
            return density == 0 ? density : yieldDiscount * density / (spot * deviation);
        }

        double vega() {
            return discountedSpot * density * Math.sqrt(years);
        }

        double theta() {
            double decay = density == 0 ? density : discountedSpot * density * volatility / (2 * Math.sqrt(years));
            return -decay - sign * (carry - rate) * discountedSpot * first - sign * rate * discountedStrike * second;
        }

        double vanna() {
            return density == 0 ? density : -yieldDiscount * density * d2 / volatility;
        }

        double charm() {
            double pull = density == 0 ? density : density * (carry / deviation - d2 / (2 * years));
            return -yieldDiscount * (pull + sign * (carry - rate) * first);
        }
    }
}
