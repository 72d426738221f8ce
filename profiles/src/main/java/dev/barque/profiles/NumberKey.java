package dev.barque.profiles;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tools.jackson.core.io.NumberOutput;

/**
 * The numbers of a profile: where they stand in the text, their bounds and what they mean. Reader, writer and messages all go by
 * this one table.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
enum NumberKey {
    AT_LEAST(
            "quorum.at_least",
            Bounds.whole(1, 1_000),
            "agents that have to agree, however many speak",
            settings -> settings.voting().leastAgreeing()),
    MORE_THAN(
            "quorum.more_than",
            Bounds.belowMost(0, 1),
            "and more than this share of those that speak: 0.5 is a majority, 0 asks for no share",
            settings -> settings.voting().agreeingShare()),
    EDGE(
            "edge",
            Bounds.of(1, 100),
            "one side's votes have to exceed the other's by this factor",
            settings -> settings.voting().edge()),
    THRESHOLD(
            "threshold",
            Bounds.of(0, 1),
            "confidence from which an agent counts towards the quorum",
            settings -> settings.voting().threshold()),
    HORIZON_BARS(
            "reliability.horizon_bars",
            Bounds.whole(1, 100_000),
            "bars after which a view is judged",
            settings -> settings.reliability().horizonBars()),
    LEAST_MOVE_BPS(
            "reliability.least_move_bps",
            Bounds.of(0, 1_000),
            "moves of the price that are not larger judge nobody, in basis points",
            settings -> settings.reliability().leastMoveBps()),
    LEAST_CONFIDENCE(
            "reliability.least_confidence",
            Bounds.of(0, 1),
            "views that were less sure are not judged",
            settings -> settings.reliability().rules().leastConfidence()),
    PRIOR_WINS(
            "reliability.prior_wins",
            Bounds.of(0.01, 1e9),
            "wins that are believed before any is seen",
            settings -> settings.reliability().rules().priorWins()),
    PRIOR_LOSSES(
            "reliability.prior_losses",
            Bounds.of(0.01, 1e9),
            "losses that are believed before any is seen",
            settings -> settings.reliability().rules().priorLosses()),
    HALF_LIFE_DAYS(
            "reliability.half_life_days",
            Bounds.of(0.001, 36_500),
            "days of 24 hours after which an outcome counts half",
            settings -> settings.reliability().rules().halfLife().toMillis() / NumberKey.MILLIS_PER_DAY),
    WEIGHT_FLOOR(
            "reliability.weight_floor",
            Bounds.of(0, 1),
            "least weight that is learned",
            settings -> settings.reliability().rules().weightFloor()),
    WEIGHT_CEILING(
            "reliability.weight_ceiling",
            Bounds.of(1, 100),
            "greatest weight that is learned",
            settings -> settings.reliability().rules().weightCeiling()),
    SIZE_LARGEST(
            "size.largest",
            Bounds.aboveLeast(0, 1e9),
            "units in the most liquid market",
            settings -> settings.voting().size().largest()),
    SIZE_SMALLEST(
            "size.smallest",
            Bounds.aboveLeast(0, 1e9),
            "units in the least liquid one, at most the largest",
            settings -> settings.voting().size().smallest()),
    SIZE_UNKNOWN(
            "size.unknown",
            Bounds.aboveLeast(0, 1e9),
            "units where liquidity is unknown, at most the largest",
            settings -> settings.voting().size().unknown()),
    BEST_AMIHUD(
            "size.best_log10_amihud",
            Bounds.of(-15, 0),
            "log10 of the Amihud ratio up to which it is the largest",
            settings -> settings.voting().size().bestLog10Amihud()),
    WORST_AMIHUD(
            "size.worst_log10_amihud",
            Bounds.of(-15, 0),
            "that from which on it is the smallest, above the best",
            settings -> settings.voting().size().worstLog10Amihud()),
    CONFIDENCE_BASE(
            "size.confidence_base",
            Bounds.of(0, 1),
            "times this plus the confidence of the decision",
            settings -> settings.voting().size().confidenceBase()),
    CONFIDENCE_MOST(
            "size.confidence_most",
            Bounds.aboveLeast(0, 2),
            "but no more than times this",
            settings -> settings.voting().size().confidenceMost()),
    CALM_BARS(
            "time_stop.calm_bars",
            Bounds.aboveLeast(0, 100_000),
            "bars a position is held when the mood is sure to last",
            settings -> settings.voting().timeStop().calmBars()),
    LEAST_BARS(
            "time_stop.least_bars",
            Bounds.whole(1, 100_000),
            "never fewer",
            settings -> settings.voting().timeStop().least()),
    MOST_BARS(
            "time_stop.most_bars",
            Bounds.whole(1, 100_000),
            "never more, at least the least",
            settings -> settings.voting().timeStop().most()),
    UNKNOWN_FLIP(
            "time_stop.unknown_flip",
            Bounds.of(0, 1),
            "how likely the mood turns when nobody says",
            settings -> settings.voting().timeStop().unknownFlip()),
    BEYOND_BPS(
            "stop.beyond_bps",
            Bounds.of(0, 5_000),
            "how far beyond the zone, in basis points",
            settings -> settings.voting().stop().beyondBps()),
    FALLBACK_BPS(
            "stop.fallback_bps",
            Bounds.of(0, 5_000),
            "how far from the price where no zone gives a stop, in basis points; 0 for no stop",
            settings -> settings.voting().stop().fallbackBps());

    static final double MILLIS_PER_DAY = 86_400_000.0;

    private final String path;
    private final Bounds bounds;
    private final String meaning;
    private final ToDoubleFunction<ProfileSettings> getter;

    NumberKey(String path, Bounds bounds, String meaning, ToDoubleFunction<ProfileSettings> getter) {
        this.path = path;
        this.bounds = bounds;
        this.meaning = meaning;
        this.getter = getter;
    }

    /** The number in settings. */
    double of(ProfileSettings settings) {
        return getter.applyAsDouble(settings);
    }

    /** Its place in the text, such as {@code size.largest}. */
    String path() {
        return path;
    }

    /** {@code size} of {@code size.largest}; empty at the top. */
    String section() {
        int dot = path.indexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    /** {@code largest} of {@code size.largest}. */
    String key() {
        return path.substring(path.indexOf('.') + 1);
    }

    Bounds bounds() {
        return bounds;
    }

    String meaning() {
        return meaning;
    }

    /** Those of a section, in their order. */
    static List<NumberKey> in(String section) {
        return Arrays.stream(values())
                .filter(key -> key.section().equals(section))
                .toList();
    }

    /** As it stands in a text: the same on every JVM, read back to the same number. */
    static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        // The JDK's own way of writing doubles changed with JDK 19.
        String shortest = NumberOutput.toString(value, true);
        return Math.abs(value) >= 1e-6 ? new BigDecimal(shortest).toPlainString() : shortest;
    }

    /**
     * What a number may be.
     *
     * @param least smallest number allowed, or the one that it has to exceed
     * @param most largest number allowed, or the one that it has to stay below
     * @param kind which of these
     */
    record Bounds(double least, double most, Kind kind) {
        private enum Kind {
            CLOSED,
            ABOVE_LEAST,
            BELOW_MOST,
            WHOLE
        }

        static Bounds of(double least, double most) {
            return new Bounds(least, most, Kind.CLOSED);
        }

        static Bounds whole(int least, int most) {
            return new Bounds(least, most, Kind.WHOLE);
        }

        static Bounds aboveLeast(double least, double most) {
            return new Bounds(least, most, Kind.ABOVE_LEAST);
        }

        static Bounds belowMost(double least, double most) {
            return new Bounds(least, most, Kind.BELOW_MOST);
        }

        boolean allow(double value) {
            boolean aboveLeast = kind == Kind.ABOVE_LEAST ? value > least : value >= least;
            boolean belowMost = kind == Kind.BELOW_MOST ? value < most : value <= most;
            return aboveLeast && belowMost && (kind != Kind.WHOLE || value == Math.rint(value));
        }

        /** For people, after "expected". */
        String expected() {
            return switch (kind) {
                case CLOSED -> "a number from " + text(least) + " to " + text(most);
                case WHOLE -> "a whole number from " + text(least) + " to " + text(most);
                case ABOVE_LEAST -> "a number above " + text(least) + " and at most " + text(most);
                case BELOW_MOST -> "a number from " + text(least) + " up to but without " + text(most);
            };
        }
    }
}
