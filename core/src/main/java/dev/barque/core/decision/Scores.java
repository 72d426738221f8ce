package dev.barque.core.decision;

/**
 * The weighted votes.
 *
 * @param up sum of confidence times reliability of the agents that point up
 * @param down the same of those that point down
 */
public record Scores(double up, double down) {
    private static final Scores NONE = new Scores(0, 0);

    /** No vote on either side. */
    public static Scores none() {
        return NONE;
    }
}
