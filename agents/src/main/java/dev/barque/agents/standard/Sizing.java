package dev.barque.agents.standard;

import static dev.barque.agents.internal.PythonNumbers.max;

import dev.barque.agents.internal.PythonNumbers;

/**
 * How large a position liquidity allows: 1 at an Amihud ratio of 1e-12 and below, 0.25 at 1e-8 and above, linear in its
 * logarithm between; 0.5 when there is none. Scale of the published system.
 */
final class Sizing {
    private static final double UNKNOWN = 0.5;

    private Sizing() {}

    static double ofAmihud(double amihud) {
        if (!(amihud > 0)) {
            return UNKNOWN;
        }
        double log = Math.log10(max(amihud, 1e-15));
        return log <= -12 ? 1.0 : log >= -8 ? 0.25 : 1.0 - 0.75 * (log + 12) / 4;
    }

    /** A word for it. The published rule calls a ratio of 0 and below good; mended, it is unknown. */
    static String quality(double amihud, Rules rules) {
        if (rules.mended() && !(amihud > 0)) {
            return "unknown";
        }
        return amihud < 1e-10 ? "good" : amihud < 1e-9 ? "fair" : "poor";
    }

    /** Three decimals, by the rounding of the library that held the number at that point. */
    static double publishedRounding(double size, double amihud) {
        double log = amihud > 0 ? Math.log10(max(amihud, 1e-15)) : Double.NaN;
        return log > -12 && log < -8 ? PythonNumbers.numpyRound3(size) : PythonNumbers.round3(size);
    }
}
