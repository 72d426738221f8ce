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

    /** Writes {@code '%.{digits}f'} of x, which rounds to so many units of its last digit. */
    static void fixed(StringBuilder to, double x, long units, int digits) {
        if (x < 0 || (x == 0 && 1 / x < 0)) {
            to.append('-');
        }
        long rest = Math.abs(units);
        long one = (long) POWERS[digits];
        to.append(rest / one);
        if (digits > 0) {
            to.append('.');
            digits(to, rest % one, digits);
        }
    }

    /** Exactly so many digits, with zeros before. */
    private static void digits(StringBuilder to, long number, int count) {
        for (long power = (long) POWERS[count - 1]; power > 0; power /= 10) {
            to.append((char) ('0' + number / power % 10));
        }
    }

    /** Writes {@code '%.{digits}g'} of a number that is not 0, or says that exact arithmetic must decide. */
    static boolean general(StringBuilder to, double x, int digits) {
        double size = Math.abs(x);
        if (digits < 1 || digits > 8 || !(size > 1e-200 && size < LARGEST)) {
            return false;
        }
        int exponent = (int) Math.floor(Math.log10(size));
        long units = whole(scaled(size, digits - 1 - exponent));
        if (units == UNSURE) {
            return false;
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
            return false;
        }
        if (x < 0) {
            to.append('-');
        }
        text(to, units, exponent, digits);
        return true;
    }

    private static double scaled(double size, int power) {
        return power >= 0 ? size * Math.pow(10, power) : size / Math.pow(10, -power);
    }

    private static void text(StringBuilder to, long units, int exponent, int digits) {
        long rest = units;
        int significant = digits;
        while (significant > 1 && rest % 10 == 0) {
            rest /= 10;
            significant--;
        }
        boolean scientific = exponent < -4 || exponent >= digits;
        int whole = scientific ? 1 : exponent + 1;
        if (whole <= 0) {
            to.append("0.");
            for (int zeros = -whole; zeros > 0; zeros--) {
                to.append('0');
            }
            digits(to, rest, significant);
        } else if (significant <= whole) {
            digits(to, rest, significant);
            for (int zeros = whole - significant; zeros > 0; zeros--) {
                to.append('0');
            }
        } else {
            long after = (long) POWERS[significant - whole];
            digits(to, rest / after, whole);
            to.append('.');
            digits(to, rest % after, significant - whole);
        }
        if (scientific) {
            int power = Math.abs(exponent);
            to.append('e').append(exponent < 0 ? '-' : '+');
            digits(to, power, power >= 100 ? 3 : 2);
        }
    }
}
