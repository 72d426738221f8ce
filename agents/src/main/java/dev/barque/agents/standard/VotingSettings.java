package dev.barque.agents.standard;

import static dev.barque.agents.internal.PythonNumbers.max;
import static dev.barque.agents.internal.PythonNumbers.min;

import java.util.Map;
import java.util.Objects;

/**
 * The numbers by which {@link AlignmentComposer} votes, sizes and stops. What the profiles that ship vote by is
 * {@link #published()} and {@link #standard()}.
 *
 * @param leastAgreeing agents that have to agree at least, however many speak; 1 or more
 * @param agreeingShare more than this share of those that speak have to agree, 0 up to but without 1: 0.5 is the majority, 0 asks
 *     for nothing beyond the least
 * @param edge by which factor one side's votes must exceed the other's, at least 1
 * @param threshold confidence from which an agent counts towards the quorum, 0 to 1
 * @param thresholdByAgent the same for single agents
 * @param size how large a position may be
 * @param timeStop after how many bars it is closed
 * @param stop at which price it is closed
 */
public record VotingSettings(
        int leastAgreeing,
        double agreeingShare,
        double edge,
        double threshold,
        Map<String, Double> thresholdByAgent,
        Size size,
        TimeStop timeStop,
        Stop stop) {
    private static final VotingSettings PUBLISHED = new VotingSettings(
            2, 0, 1.2, 0.6, Map.of(), Size.published(), TimeStop.published(), new Stop(Zone.FARTHEST, 0, 0));
    private static final VotingSettings STANDARD = new VotingSettings(
            2, 0.5, 1.2, 0.6, Map.of(), Size.published(), TimeStop.published(), new Stop(Zone.NEAREST, 0, 0));

    /** Refuses what is out of the bounds that the parameters name; copies the map. */
    public VotingSettings {
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(timeStop, "timeStop");
        Objects.requireNonNull(stop, "stop");
        thresholdByAgent = Map.copyOf(thresholdByAgent);
        require(leastAgreeing >= 1, "leastAgreeing", "at least 1", leastAgreeing);
        require(agreeingShare >= 0 && agreeingShare < 1, "agreeingShare", "0 up to but without 1", agreeingShare);
        require(edge >= 1 && edge < Double.POSITIVE_INFINITY, "edge", "at least 1 and finite", edge);
        requireUnit("threshold", threshold);
        thresholdByAgent.forEach((agent, value) -> requireUnit("threshold of agent '" + agent + "'", value));
    }

    /** By which {@code PUBLISHED_V1} votes. */
    public static VotingSettings published() {
        return PUBLISHED;
    }

    /** By which {@code V1} votes: a majority of those that speak, and the nearest zone. */
    public static VotingSettings standard() {
        return STANDARD;
    }

    /** How many agents have to agree when so many speak. */
    public int quorum(int voices) {
        return Math.max(leastAgreeing, (int) Math.floor(agreeingShare * voices) + 1);
    }

    /** Confidence from which an agent counts towards the quorum. */
    public double threshold(String agent) {
        Double own = thresholdByAgent.get(agent);
        return own == null ? threshold : own;
    }

    /**
     * How large a position may be, in multiples of the host's unit: {@code liquidity * min(confidenceMost, confidenceBase +
     * confidence)}, where liquidity is {@code largest} up to the best Amihud ratio, {@code smallest} from the worst on, linear in
     * the logarithm of the ratio between, and {@code unknown} where there is no ratio above 0. Formula of the published system.
     *
     * @param largest in the most liquid market, above 0
     * @param smallest in the least liquid one, above 0 and at most the largest
     * @param unknown where liquidity is unknown, above 0 and at most the largest
     * @param bestLog10Amihud decimal logarithm of the ratio up to which a market is most liquid, -15 to 0
     * @param worstLog10Amihud that from which on it is least liquid, above the best, at most 0
     * @param confidenceBase factor at a confidence of 0, 0 to 1
     * @param confidenceMost greatest factor, above 0, at most 2
     */
    public record Size(
            double largest,
            double smallest,
            double unknown,
            double bestLog10Amihud,
            double worstLog10Amihud,
            double confidenceBase,
            double confidenceMost) {
        /** Refuses what is out of the bounds that the parameters name. */
        public Size {
            require(largest > 0 && largest < Double.POSITIVE_INFINITY, "largest", "above 0 and finite", largest);
            require(smallest > 0 && smallest <= largest, "smallest", "above 0 and at most the largest", smallest);
            require(unknown > 0 && unknown <= largest, "unknown", "above 0 and at most the largest", unknown);
            require(bestLog10Amihud >= -15 && bestLog10Amihud <= 0, "bestLog10Amihud", "-15..0", bestLog10Amihud);
            require(
                    worstLog10Amihud > bestLog10Amihud && worstLog10Amihud <= 0,
                    "worstLog10Amihud",
                    "above the best and at most 0",
                    worstLog10Amihud);
            requireUnit("confidenceBase", confidenceBase);
            require(
                    confidenceMost > 0 && confidenceMost <= 2,
                    "confidenceMost",
                    "above 0 and at most 2",
                    confidenceMost);
        }

        private static Size published() {
            return new Size(1.0, 0.25, 0.5, -12, -8, 0.5, 1.0);
        }
    }

    /**
     * After how many bars a position is closed: {@code calmBars * (1 - flip)}, kept within {@code least..most} and cut to whole
     * bars, where flip is how likely the mood turns. Formula of the published system.
     *
     * @param calmBars when the mood is sure to last, above 0
     * @param least at least 1
     * @param most at least the least
     * @param unknownFlip how likely the mood turns when nobody says, 0 to 1
     */
    public record TimeStop(double calmBars, int least, int most, double unknownFlip) {
        /** Refuses what is out of the bounds that the parameters name. */
        public TimeStop {
            require(calmBars > 0 && calmBars < Double.POSITIVE_INFINITY, "calmBars", "above 0 and finite", calmBars);
            require(least >= 1, "least", "at least 1", least);
            require(most >= least, "most", "at least the least", most);
            requireUnit("unknownFlip", unknownFlip);
        }

        int bars(double flip) {
            return (int) max(least, min(most, calmBars * (1 - flip)));
        }

        private static TimeStop published() {
            return new TimeStop(10, 4, 12, 0.3);
        }
    }

    /**
     * At which price a position is closed.
     *
     * @param zone beyond which of the zones behind it: supports for a long position, resistances for a short one
     * @param beyondBps how far beyond the zone, in basis points of its end, 0 to 5,000
     * @param fallbackBps how far from the price of the decision where no zone gives a stop, in basis points, 0 to 5,000; 0 for no
     *     stop
     */
    public record Stop(Zone zone, double beyondBps, double fallbackBps) {
        /** Refuses what is out of the bounds that the parameters name. */
        public Stop {
            Objects.requireNonNull(zone, "zone");
            require(beyondBps >= 0 && beyondBps <= 5_000, "beyondBps", "0..5000", beyondBps);
            require(fallbackBps >= 0 && fallbackBps <= 5_000, "fallbackBps", "0..5000", fallbackBps);
        }
    }

    /** Which zone holds the stop. */
    public enum Zone {
        /** The one that the price reaches first. */
        NEAREST,
        /** The one that it reaches last. */
        FARTHEST,
        /** None. */
        NONE
    }

    private static void requireUnit(String name, double value) {
        require(value >= 0 && value <= 1, name, "0..1", value);
    }

    private static void require(boolean holds, String name, String expected, double value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + expected + " but was " + value);
        }
    }
}
