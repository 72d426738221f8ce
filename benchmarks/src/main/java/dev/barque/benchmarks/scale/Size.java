package dev.barque.benchmarks.scale;

/**
 * How large a home is to be.
 *
 * @param symbols at least 1
 * @param days sessions, at least 3: one that is corrected, and the one on which it is
 * @param seed of everything that is made up
 */
record Size(int symbols, int days, long seed) {
    Size {
        if (symbols < 1 || days < 3) {
            throw new IllegalArgumentException(
                    "A size has at least 1 symbol and 3 days but was " + symbols + " and " + days);
        }
    }

    /** How many questions the join asks: a million, less where there are fewer rows. */
    int questions() {
        return (int) Math.min(1_000_000, symbols * (long) days * 390);
    }

    @Override
    public String toString() {
        return symbols + " symbols, " + days + " days, seed " + seed;
    }
}
