package dev.barque.backtest.engine;

import java.util.Objects;

/**
 * What an account must own of what it holds. A purchase or short sale that makes a position larger needs
 * {@code equity >= initial * sum of |position value|} after it and its costs, or it is refused. When the equity at the marks of an
 * instant is below the sum of maintenance rate times position value, everything is closed.
 *
 * @param initial share of the value of all positions, above 0; 1 without leverage
 * @param maintenanceLong share of the value of long positions, from 0 to {@code initial}
 * @param maintenanceShort share of the value of short positions, from 0 to {@code initial}
 * @param shorts whether more may be sold than is held
 */
public record Margin(double initial, double maintenanceLong, double maintenanceShort, Shorts shorts) {
    /** Refuses rates that make no sense. */
    public Margin {
        Objects.requireNonNull(shorts, "shorts");
        if (!(initial > 0 && initial < 1e6)) {
            throw new IllegalArgumentException("initial must be above 0 but was " + initial);
        }
        if (!(maintenanceLong >= 0 && maintenanceLong <= initial)
                || !(maintenanceShort >= 0 && maintenanceShort <= initial)) {
            throw new IllegalArgumentException("Maintenance rates must be from 0 to the initial rate of " + initial
                    + " but were " + maintenanceLong + " and " + maintenanceShort);
        }
    }

    /** Everything is paid in full and nothing is sold short. */
    public static Margin cash() {
        return new Margin(1, 0, 0, Shorts.REFUSED);
    }

    /** As {@link #cash}, but shares may be sold short up to the equity, with 30 % of maintenance. */
    public static Margin unleveraged() {
        return new Margin(1, 0, 0.3, Shorts.ALLOWED);
    }

    /**
     * A margin account of the United States: half when opened (Regulation T, 12 CFR 220.12), then a quarter of long and three
     * tenths of short positions (FINRA Rule 4210(c), for shares of at least 5 dollars).
     */
    public static Margin regulationT() {
        return new Margin(0.5, 0.25, 0.3, Shorts.ALLOWED);
    }

    /** Whether more may be sold than is held. */
    public enum Shorts {
        /** It may. */
        ALLOWED,
        /** It may not. */
        REFUSED
    }
}
