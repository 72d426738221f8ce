package dev.barque.agents;

/**
 * What becomes of an agent that fails: throws, gives null or another agent's name, or numbers out of range. On that bar it
 * abstains, with the failure as its reason. After so many failures in a row on one symbol it is disconnected there: it abstains
 * without being asked for so many bars of the symbol, is then asked once, and is back if that succeeds or away again if not. Bars
 * are counted, not time, and each symbol by itself, so that a replay of one symbol comes to the same.
 *
 * @param failuresInARow failures in a row on one symbol that disconnect, at least 1
 * @param barsAway bars of the symbol until it is asked again, at least 1
 */
public record FailureRule(int failuresInARow, int barsAway) {
    private static final FailureRule STANDARD = new FailureRule(5, 30);

    /** Refuses numbers below 1. */
    public FailureRule {
        if (failuresInARow < 1 || barsAway < 1) {
            throw new IllegalArgumentException(
                    "failuresInARow and barsAway must be at least 1 but were " + failuresInARow + " and " + barsAway);
        }
    }

    /** Five failures in a row, thirty bars. */
    public static FailureRule standard() {
        return STANDARD;
    }
}
