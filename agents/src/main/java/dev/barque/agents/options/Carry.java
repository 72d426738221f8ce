package dev.barque.agents.options;

/**
 * What holding money and the underlying earns and costs, flat over time.
 *
 * @param rate risk-free rate, annual, continuously compounded
 * @param costOfCarry by how much the forward price grows a year: the rate less the dividend yield for a share or an index, 0 for
 *     a future, the rate less the foreign one for a currency
 */
public record Carry(double rate, double costOfCarry) {
    private static final Carry NONE = new Carry(0, 0);

    /** Refuses numbers that are not finite. */
    public Carry {
        if (!Double.isFinite(rate) || !Double.isFinite(costOfCarry)) {
            throw new IllegalArgumentException(
                    "rate and costOfCarry must be finite but were " + rate + " and " + costOfCarry);
        }
    }

    /** Neither: the forward is the spot. */
    public static Carry none() {
        return NONE;
    }

    /** Of a share or an index with a continuous dividend yield. */
    public static Carry ofYield(double rate, double dividendYield) {
        return new Carry(rate, rate - dividendYield);
    }

    /** Of a future. */
    public static Carry ofFuture(double rate) {
        return new Carry(rate, 0);
    }
}
