package dev.barque.store.ingest;

/** By what a vendor's vega, theta, vanna and charm count. They are kept by the volatility point and the calendar day. */
public enum GreekUnits {
    /** By the volatility point (0.01) and the calendar day: most vendors. */
    POINT_AND_DAY(1, 1),
    /** By a volatility of 1.00 and the year of 365 days: most formulas. */
    UNIT_AND_YEAR(100, 365);

    private final double volatility;
    private final double time;

    GreekUnits(double volatility, double time) {
        this.volatility = volatility;
        this.time = time;
    }

    /** What a derivative by volatility is divided by to be one by the point. */
    double volatility() {
        return volatility;
    }

    /** What a derivative by time is divided by to be one by the day. */
    double time() {
        return time;
    }
}
