package dev.barque.agents.options;

import java.time.Duration;

/** How much a contract counts by the time that it has left. Implementations are pure and safe to share. */
@FunctionalInterface
public interface ExpiryWeight {
    /**
     * The weight: 0 for a contract that does not count, 1 for one that counts in full.
     *
     * @param years until the contract expires, of 365 days each, above 0; NaN when unknown
     */
    double of(double years);

    /** All contracts alike. */
    static ExpiryWeight equal() {
        return years -> 1;
    }

    /** Contracts with at most so long left, and no others. */
    static ExpiryWeight within(Duration time) {
        double most = years(time);
        return years -> years <= most ? 1 : 0;
    }

    /** Half as much with so long left, a quarter with twice as long; 0 when unknown. */
    static ExpiryWeight halfLife(Duration time) {
        double half = years(time);
        return years -> Double.isNaN(years) ? 0 : Math.pow(0.5, years / half);
    }

    private static double years(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("The time must be above 0 but was " + time);
        }
        return time.toNanos() / (365 * 86_400e9);
    }
}
