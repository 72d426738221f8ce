package dev.barque.agents.reliability;

import java.time.Duration;
import java.util.Objects;

/**
 * How outcomes become a weight: a Beta-Binomial estimate of the share of views that are right, in which an outcome counts half
 * for each half-life since it became known.
 *
 * <pre>
 * wins(t)   = sum over outcomes won that were known at t of  count * 2^(-(t - known) / halfLife);  losses(t) likewise
 * share(t)  = (priorWins + wins) / (priorWins + wins + priorLosses + losses)        mean of the posterior Beta
 * weight(t) = share(t) / (priorWins / (priorWins + priorLosses)), kept within weightFloor..weightCeiling
 * </pre>
 *
 * <p>The posterior is that of Gelman et al., Bayesian Data Analysis, 3rd edition, section 2.4, with counts that fade. The prior
 * does not fade: of an agent that has not spoken for long nothing is known, and its weight is 1 again.
 *
 * @param priorWins wins that are believed before any is seen, above 0
 * @param priorLosses losses that are believed before any is seen, above 0
 * @param halfLife after which an outcome counts half, at least a second
 * @param weightFloor least weight, 0 to 1
 * @param weightCeiling greatest weight, at least 1, finite
 * @param leastConfidence views that were less sure are not judged, 0 to 1
 */
public record ReliabilityRules(
        double priorWins,
        double priorLosses,
        Duration halfLife,
        double weightFloor,
        double weightCeiling,
        double leastConfidence) {
    private static final ReliabilityRules STANDARD = new ReliabilityRules(50, 50, Duration.ofDays(20), 0.5, 1.5, 0);

    /** Refuses what is out of the bounds that the parameters name. */
    public ReliabilityRules {
        Objects.requireNonNull(halfLife, "halfLife");
        require("priorWins", priorWins, "above 0 and finite", priorWins > 0 && priorWins < Double.POSITIVE_INFINITY);
        require(
                "priorLosses",
                priorLosses,
                "above 0 and finite",
                priorLosses > 0 && priorLosses < Double.POSITIVE_INFINITY);
        require("weightFloor", weightFloor, "0..1", weightFloor >= 0 && weightFloor <= 1);
        require(
                "weightCeiling",
                weightCeiling,
                "at least 1 and finite",
                weightCeiling >= 1 && weightCeiling < Double.POSITIVE_INFINITY);
        require("leastConfidence", leastConfidence, "0..1", leastConfidence >= 0 && leastConfidence <= 1);
        if (halfLife.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("halfLife must be at least PT1S but was " + halfLife);
        }
    }

    /**
     * The default: a prior of 50 and 50, half-life 20 days, weights 0.5 to 1.5.
     *
     * <p>With 100 believed outcomes luck moves a share by about 0.05 and a weight by about 0.1. Ten-bar outcomes of a minute
     * feed add at most 39 a day, about 800 that have not faded: then the prior is a ninth of the whole. The bounds are shares
     * of 1/4 and 3/4, beyond what views on the next minutes reach: what lies outside is an error of data before it is skill.
     */
    public static ReliabilityRules standard() {
        return STANDARD;
    }

    /** {@link #halfLife()} in microseconds. */
    double halfLifeMicros() {
        return halfLife.getSeconds() * 1e6 + halfLife.getNano() / 1e3;
    }

    /** Whether an outcome is looked at. */
    boolean judges(Outcome outcome) {
        return outcome.confidence() >= leastConfidence;
    }

    /** The mean of the posterior. */
    double share(double fadedWins, double fadedLosses) {
        double won = priorWins + fadedWins;
        return won / (won + priorLosses + fadedLosses);
    }

    /** The weight of a share of views that are right. */
    double weight(double share) {
        return Math.max(weightFloor, Math.min(weightCeiling, share * (priorWins + priorLosses) / priorWins));
    }

    private static void require(String name, double value, String expected, boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + expected + " but was " + value);
        }
    }
}
