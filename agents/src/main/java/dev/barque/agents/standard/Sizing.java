package dev.barque.agents.standard;

import static dev.barque.agents.internal.PythonNumbers.max;
import static dev.barque.agents.internal.PythonNumbers.min;

import dev.barque.agents.internal.PythonNumbers;

/** How large a position liquidity and confidence allow, by the formula that {@link VotingSettings.Size} gives. */
final class Sizing {
    private Sizing() {}

    static double of(double amihud, double confidence, VotingSettings.Size scale) {
        return ofAmihud(amihud, scale) * min(scale.confidenceMost(), scale.confidenceBase() + confidence);
    }

    private static double ofAmihud(double amihud, VotingSettings.Size scale) {
        if (!(amihud > 0)) {
            return scale.unknown();
        }
        double log = Math.log10(max(amihud, 1e-15));
        double best = scale.bestLog10Amihud();
        double worst = scale.worstLog10Amihud();
        return log <= best
                ? scale.largest()
                : log >= worst
                        ? scale.smallest()
                        : scale.largest() - (scale.largest() - scale.smallest()) * (log - best) / (worst - best);
    }

    /** A word for it. The published rule calls a ratio of 0 and below good; mended, it is unknown. */
    static String quality(double amihud, Rules rules) {
        if (rules.mended() && !(amihud > 0)) {
            return "unknown";
        }
        return amihud < 1e-10 ? "good" : amihud < 1e-9 ? "fair" : "poor";
    }

    /** Three decimals, by the rounding of the library that held the number at that point. */
    static double publishedRounding(double size, double amihud, VotingSettings.Size scale) {
        double log = amihud > 0 ? Math.log10(max(amihud, 1e-15)) : Double.NaN;
        return log > scale.bestLog10Amihud() && log < scale.worstLog10Amihud()
                ? PythonNumbers.numpyRound3(size)
                : PythonNumbers.round3(size);
    }
}
