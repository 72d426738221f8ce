package dev.barque.core.decision;

/** Which way a position profits. */
public enum Direction {
    /** Profits when the price rises. */
    LONG(1),
    /** Profits when the price falls. */
    SHORT(-1);

    private final int sign;

    Direction(int sign) {
        this.sign = sign;
    }

    /** +1 for long, -1 for short. */
    public int sign() {
        return sign;
    }

    /** The other one. */
    public Direction opposite() {
        return this == LONG ? SHORT : LONG;
    }

    /** Lower case, as in files and reports. */
    public String text() {
        return this == LONG ? "long" : "short";
    }
}
