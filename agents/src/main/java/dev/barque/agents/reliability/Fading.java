package dev.barque.agents.reliability;

/**
 * Counts that halve with each half-life. The one place in which outcomes are added up: history and tracker take the very same
 * steps, so that they agree to the last bit.
 */
final class Fading {
    private final double halfLifeMicros;
    private long outcomes;
    private long wins;
    private double fadedWins;
    private double fadedLosses;
    private long sinceMicros = Long.MIN_VALUE;

    Fading(ReliabilityRules rules) {
        halfLifeMicros = rules.halfLifeMicros();
    }

    /** Adds an outcome that is not known earlier than those before it. */
    void add(Outcome outcome) {
        double kept = kept(sinceMicros, outcome.knownMicros());
        fadedWins *= kept;
        fadedLosses *= kept;
        sinceMicros = outcome.knownMicros();
        outcomes++;
        if (outcome.result() == Outcome.Result.WON) {
            wins++;
            fadedWins += outcome.count();
        } else {
            fadedLosses += outcome.count();
        }
    }

    long outcomes() {
        return outcomes;
    }

    long wins() {
        return wins;
    }

    double fadedWins() {
        return fadedWins;
    }

    double fadedLosses() {
        return fadedLosses;
    }

    long sinceMicros() {
        return sinceMicros;
    }

    /** What is left at an instant of what counted 1 at an earlier one. */
    private double kept(long fromMicros, long atMicros) {
        return fromMicros == Long.MIN_VALUE ? 0 : kept(fromMicros, atMicros, halfLifeMicros);
    }

    static double kept(long fromMicros, long atMicros, double halfLifeMicros) {
        // Strict, so that every JVM weighs alike.
        return fromMicros == atMicros ? 1 : StrictMath.pow(2, -((double) atMicros - fromMicros) / halfLifeMicros);
    }
}
