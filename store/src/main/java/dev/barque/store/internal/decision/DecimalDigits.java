package dev.barque.store.internal.decision;

/** Whole numbers as digits in bytes. */
final class DecimalDigits {
    /** Digits of the longest {@code long}. */
    static final int MOST = 19;

    private static final long[] POWERS = new long[MOST];

    static {
        long power = 1;
        for (int i = 0; i < MOST; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private DecimalDigits() {}

    /** How many digits a number that is not negative has. */
    static int count(long value) {
        int count = 1;
        while (count < MOST && value >= POWERS[count]) {
            count++;
        }
        return count;
    }

    /** Writes the last {@code count} digits of a number that is not negative, with leading zeros. */
    static void write(long value, int count, byte[] to, int at) {
        long rest = value;
        int i = at + count - 1;
        for (; rest > Integer.MAX_VALUE && i >= at; i--) {
            to[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        int small = (int) (rest > Integer.MAX_VALUE ? 0 : rest);
        for (; i >= at; i--) {
            to[i] = (byte) ('0' + small % 10);
            small /= 10;
        }
    }
}
