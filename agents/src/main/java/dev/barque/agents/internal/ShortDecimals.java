package dev.barque.agents.internal;

/**
 * Doubles of ordinary size as a few decimals, without BigDecimal. Exact or silent: where the error of the arithmetic here could
 * decide which way a number is rounded, it says so and leaves the number to exact arithmetic.
 */
final class ShortDecimals {
    /** What stands for a number that must be rounded by exact arithmetic. */
    static final long UNSURE = Long.MIN_VALUE;

    private static final double LARGEST = 1e15;
    /** How near to a tie is too near, far above the error of a product and of a power of ten. */
    private static final double DOUBT = 1e-6;

    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private ShortDecimals() {}

    /** {@code x * 10^digits} as a whole number, half to even on the exact value, or {@link #UNSURE}. */
    static long rounded(double x, int digits) {
        if (digits >= POWERS.length) {
            return UNSURE;
        }
        return whole(x * POWERS[digits]);
    }

    private static long whole(double scaled) {
        double nearest = Math.rint(scaled);
        // The product is off by half a unit in its last place, which is below 1e-7 here.
        boolean sure = Math.abs(scaled) < 1e9 && Math.abs(Math.abs(scaled - nearest) - 0.5) > DOUBT;
        return sure ? (long) nearest : UNSURE;
    }

    /** {@code '%.{digits}f'} of x, which rounds to so many units of its last digit. */
    static String fixed(double x, long units, int digits) {
        byte[] text = new byte[32];
        int at = text.length;
        long rest = Math.abs(units);
        for (int i = 0; i < digits; i++) {
            text[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (digits > 0) {
            text[--at] = '.';
        }
        do {
            text[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        if (x < 0 || (x == 0 && 1 / x < 0)) {
            text[--at] = '-';
        }
        return ascii(text, at, text.length);
    }

    /** {@code '%.{digits}g'} of a number that is not 0, or nothing where exact arithmetic must decide. */
    static String general(double x, int digits) {
        double size = Math.abs(x);
        if (digits < 1 || digits > 8 || !(size > 1e-200 && size < LARGEST)) {
            return "";
        }
        int exponent = (int) Math.floor(Math.log10(size));
        long units = whole(scaled(size, digits - 1 - exponent));
        if (units == UNSURE) {
            return "";
        }
        // The logarithm may be off by one next to a power of ten, and rounding may reach the next one.
        if (units >= (long) POWERS[digits]) {
            exponent++;
            units = whole(scaled(size, digits - 1 - exponent));
        } else if (units < (long) POWERS[digits - 1]) {
            exponent--;
            units = whole(scaled(size, digits - 1 - exponent));
        }
        if (units < (long) POWERS[digits - 1] || units >= (long) POWERS[digits]) {
            return "";
        }
        return text(x < 0, units, exponent, digits);
    }

    private static double scaled(double size, int power) {
        return power >= 0 ? size * Math.pow(10, power) : size / Math.pow(10, -power);
    }

    private static String text(boolean negative, long units, int exponent, int digits) {
        byte[] digit = new byte[digits];
        long rest = units;
        int significant = digits;
        for (int i = digits - 1; i >= 0; i--) {
            digit[i] = (byte) ('0' + rest % 10);
            rest /= 10;
            significant = significant == i + 1 && digit[i] == '0' ? i : significant;
        }
        byte[] text = new byte[48];
        int at = 0;
        if (negative) {
            text[at++] = '-';
        }
        boolean scientific = exponent < -4 || exponent >= digits;
        int whole = scientific ? 1 : Math.max(0, exponent + 1);
        if (whole == 0) {
            text[at++] = '0';
        }
        for (int i = 0; i < whole; i++) {
            text[at++] = i < digits ? digit[i] : (byte) '0';
        }
        if (significant > whole) {
            text[at++] = '.';
            for (int zeros = scientific ? 0 : -1 - exponent; zeros > 0; zeros--) {
                text[at++] = '0';
            }
            for (int i = whole; i < significant; i++) {
                text[at++] = digit[i];
            }
        }
        if (scientific) {
            text[at++] = 'e';
            text[at++] = (byte) (exponent < 0 ? '-' : '+');
            int power = Math.abs(exponent);
            if (power >= 100) {
                text[at++] = (byte) ('0' + power / 100);
            }
            text[at++] = (byte) ('0' + power / 10 % 10);
            text[at++] = (byte) ('0' + power % 10);
        }
        return ascii(text, 0, at);
    }

    private static String ascii(byte[] text, int from, int to) {
        return new String(text, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
