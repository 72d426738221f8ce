package dev.barque.store.internal.decision;

/** Whole numbers as digits in bytes. */
final class DecimalDigits {
    /** Digits of the longest {@code long}. */
    static final int MOST = 19;

    private static final long[] POWERS = new long[MOST];
    /** The digits of 0 to 99, two and two. */
    private static final byte[] PAIRS = new byte[200];

    private static final int EIGHT_DIGITS = 100_000_000;

    static {
        long power = 1;
        for (int i = 0; i < MOST; i++) {
            POWERS[i] = power;
            power *= 10;
        }
        for (int i = 0; i < 100; i++) {
            PAIRS[2 * i] = (byte) ('0' + i / 10);
            PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
        }
    }

    private DecimalDigits() {}

    /** How many digits a number that is not negative has. */
    static int count(long value) {
        // 1233 / 4096 is a little above log10(2): the power of ten next to the number's power of two, or the one below.
        int power = ((Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 1233) >> 12;
        return (value | 1) >= POWERS[power] ? power + 1 : power;
    }

    /** Writes the last {@code count} digits of a number that is not negative, with leading zeros. */
    static void write(long value, int count, byte[] to, int at) {
        long rest = value;
        int end = at + count;
        while (end - at > 8) {
            long above = rest / EIGHT_DIGITS;
            eight((int) (rest - above * EIGHT_DIGITS), to, end - 8);
            rest = above;
            end -= 8;
        }
        int small = (int) (rest < EIGHT_DIGITS ? rest : rest % EIGHT_DIGITS);
        while (end - at > 1) {
            int above = small / 100;
            pair(small - above * 100, to, end - 2);
            small = above;
            end -= 2;
        }
        if (end > at) {
            to[at] = (byte) ('0' + small % 10);
        }
    }

    private static void eight(int value, byte[] to, int at) {
        int above = value / 10_000;
        int below = value - above * 10_000;
        pair(above / 100, to, at);
        pair(above % 100, to, at + 2);
        pair(below / 100, to, at + 4);
        pair(below % 100, to, at + 6);
    }

    private static void pair(int value, byte[] to, int at) {
        to[at] = PAIRS[2 * value];
        to[at + 1] = PAIRS[2 * value + 1];
    }
}
