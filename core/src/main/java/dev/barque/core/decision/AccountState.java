package dev.barque.core.decision;

/**
 * The account at the instant of a decision, as its keeper (the host, or a replay) knows it. What is not known is NaN, and no
 * guard takes that for zero.
 *
 * @param equity cash and positions at their present price, in the account's currency
 * @param sessionStartEquity equity when the present session began
 * @param peakEquity highest equity so far
 * @param units position in the symbol that is decided about: above 0 long, below 0 short, in units of the host
 * @param symbolExposure value of that position, never negative
 * @param grossExposure sum of the values of all positions, each counted as positive
 * @param dayTrades positions opened and closed on one day, over the five sessions that end with the present one; -1 when
 *     nobody counts
 * @param openReturn result so far of the position in the symbol as a share of what it cost, such as 0.03; NaN without a
 *     position
 * @param lastStopMicros when a position in the symbol was last closed at its stop price, UTC microseconds; 0 when never, -1
 *     when nobody keeps track
 */
public record AccountState(
        double equity,
        double sessionStartEquity,
        double peakEquity,
        double units,
        double symbolExposure,
        double grossExposure,
        int dayTrades,
        double openReturn,
        long lastStopMicros) {
    private static final AccountState UNKNOWN =
            new AccountState(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, -1);

    /** As the keeper knows it who looks at no position's result and at no stop. */
    public AccountState(
            double equity,
            double sessionStartEquity,
            double peakEquity,
            double units,
            double symbolExposure,
            double grossExposure,
            int dayTrades) {
        this(equity, sessionStartEquity, peakEquity, units, symbolExposure, grossExposure, dayTrades, Double.NaN, -1);
    }

    /** Nobody keeps an account. */
    public static AccountState unknown() {
        return UNKNOWN;
    }
}
