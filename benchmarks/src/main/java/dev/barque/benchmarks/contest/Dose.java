package dev.barque.benchmarks.contest;

/** How much of it. */
public enum Dose {
    /** The sizes that the bars speak of. */
    FULL(3, 20, 1_500, 100),
    /** So little that all questions take minutes; figures say whether it works, not how fast it is. */
    QUICK(2, 2, 200, 100),
    /** Each contender runs twice on as little: whether it runs, and whether its checksum is right. For tests. */
    SMOKE(1, 0, 0, 0);

    private final int rounds;
    private final int seconds;
    private final int warmUpMillis;
    private final int turnMillis;

    Dose(int rounds, int seconds, int warmUpMillis, int turnMillis) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.warmUpMillis = warmUpMillis;
        this.turnMillis = turnMillis;
    }

    /** The fewest rounds. */
    int rounds() {
        return rounds;
    }

    /** After so many seconds of rounds no other begins. */
    int seconds() {
        return seconds;
    }

    /** How long a contender warms up at least, in milliseconds. */
    int warmUpMillis() {
        return warmUpMillis;
    }

    /** A turn repeats a short run until so many milliseconds have passed. */
    int turnMillis() {
        return turnMillis;
    }

    /** One of two sizes. */
    public int of(int full, int quick) {
        return this == FULL ? full : quick;
    }
}
