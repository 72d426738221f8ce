package dev.barque.agents.options;

/**
 * The volatility at which an option has its price, and how well the price tells it.
 *
 * @param volatility annual, a fraction; 0 and infinite at the bounds, NaN where there is none
 * @param uncertainty by how much the volatility may be off because prices are doubles: near the intrinsic value of an option deep
 *     in the money the last digit of the price is worth more than its time value. 0 where there is no volatility
 * @param outcome what the volatility is
 */
public record ImpliedVolatility(double volatility, double uncertainty, Outcome outcome) {
    /** What was found. */
    public enum Outcome {
        /** A volatility above 0. */
        SOLVED,
        /** The price is the discounted intrinsic value, to the rounding of doubles: 0. */
        AT_INTRINSIC,
        /** The price is all that the option could ever be worth: infinite. */
        AT_MAXIMUM,
        /** Less than the intrinsic value: an arbitrage or a bad price; NaN. */
        BELOW_INTRINSIC,
        /** More than the option could ever be worth; NaN. */
        ABOVE_MAXIMUM,
        /** No price, no spot or no time left; NaN. */
        INVALID
    }

    /** Whether there is a volatility above 0. */
    public boolean isSolved() {
        return outcome == Outcome.SOLVED;
    }

    /**
     * Of a price.
     *
     * <p>The time value of the out-of-the-money option of the same strike (by put-call parity) is inverted: in its logarithm,
     * so that far wings converge as the middle does, and above half of the bound in the logarithm of what is missing to it. The
     * exponential is taken out of the difference of the normal probabilities, so that tiny time values keep their digits; source
     * of that form: P. Jaeckel, "Let's Be Rational", Wilmott 2015 (75), section on the normalised Black function. Newton steps in
     * the logarithm of the volatility, kept in a bracket that is halved when a step leaves it; it always ends.
     *
     * @param terms the option
     * @param price what is paid for it, in the currency of the quote
     * @param spot the underlying's price, above 0
     */
    public static ImpliedVolatility of(OptionTerms terms, double price, double spot, Carry carry) {
        double years = terms.years();
        if (!Double.isFinite(price) || !(spot > 0 && spot < Double.POSITIVE_INFINITY) || !(years > 0)) {
            return without(Double.NaN, Outcome.INVALID);
        }
        double forward = spot * Math.exp(carry.costOfCarry() * years);
        double strike = terms.strike();
        double value = price * Math.exp(carry.rate() * years);
        double intrinsic = Math.max(0, terms.sign() * (forward - strike));
        double most = terms.isCall() ? forward : strike;
        double timeValue = value - intrinsic;
        // Out of the money the price is the time value, to its last digit; in the money a difference of larger numbers.
        double rounding = 4 * Math.ulp(intrinsic > 0 ? Math.max(value, most) : value);
        if (timeValue < 0 && -timeValue > rounding) {
            return without(Double.NaN, Outcome.BELOW_INTRINSIC);
        }
        if (value - most > rounding) {
            return without(Double.NaN, Outcome.ABOVE_MAXIMUM);
        }
        if (timeValue <= (intrinsic > 0 ? rounding : 0)) {
            return without(0, Outcome.AT_INTRINSIC);
        }
        if (most - value <= rounding) {
            return without(Double.POSITIVE_INFINITY, Outcome.AT_MAXIMUM);
        }
        double scale = Math.sqrt(forward) * Math.sqrt(strike);
        NormalisedBlack black = new NormalisedBlack(-Math.abs(Math.log(forward / strike)));
        double deviation = black.deviation(timeValue / scale, (most - value) / scale);
        double slope = black.slope(deviation);
        double root = Math.sqrt(years);
        return new ImpliedVolatility(deviation / root, rounding / scale / slope / root, Outcome.SOLVED);
    }

    private static ImpliedVolatility without(double volatility, Outcome outcome) {
        return new ImpliedVolatility(volatility, 0, outcome);
    }
}
