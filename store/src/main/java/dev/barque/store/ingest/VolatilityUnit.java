package dev.barque.store.ingest;

/** How a vendor writes an implied volatility of 20 % a year. */
public enum VolatilityUnit {
    /** 0.2. */
    FRACTION(1),
    /** 20. */
    PERCENT(100);

    private final double divisor;

    VolatilityUnit(double divisor) {
        this.divisor = divisor;
    }

    /** What it is divided by to be a fraction. */
    double divisor() {
        return divisor;
    }
}
