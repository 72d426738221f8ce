package dev.barque.store.internal.decision;

import java.math.BigInteger;

/**
 * The shortest decimal that reads back as a double, written into bytes without garbage, in the form of {@code Double.toString}
 * of JDK 19 and later. By the method of Raffaello Giulietti, "The Schubfach way to render doubles" (2020), section 9.
 */
final class ShortestDouble {
    /** The longest one, {@code -1.2345678901234567E-300}, and room to spare. */
    static final int MOST_BYTES = 32;

    private static final int PRECISION = 53;
    private static final int LEAST_EXPONENT = -1074;
    private static final long LEAST_NORMAL = 1L << 52;
    private static final long MASK_63 = Long.MAX_VALUE;
    /** Significands of subnormal numbers below this need another digit. */
    private static final long TINY = 3;

    private static final int LEAST_POWER = -324;
    private static final int GREATEST_POWER = 292;
    /** For k from {@link #LEAST_POWER}: floor(10^-k 2^-r) + 1 in 126 bits, high 63 bits first. */
    private static final long[] POWERS = powers();

    private ShortestDouble() {}

    /** Writes a finite number to {@code to} from {@code at}; returns the end. */
    static int write(double value, byte[] to, int at) {
        long bits = Double.doubleToRawLongBits(value);
        int next = at;
        if (bits < 0) {
            to[next++] = '-';
        }
        long fraction = bits & (LEAST_NORMAL - 1);
        int exponent = ((int) (bits >>> (PRECISION - 1))) & 0x7ff;
        if (exponent == 0) {
            if (fraction == 0) {
                return zero(to, next);
            }
            return fraction < TINY
                    ? decimal(LEAST_EXPONENT, 10 * fraction, -1, to, next)
                    : decimal(LEAST_EXPONENT, fraction, 0, to, next);
        }
        int scale = 1 - LEAST_EXPONENT - exponent;
        long significand = LEAST_NORMAL | fraction;
        if (0 < scale && scale < PRECISION) {
            long whole = significand >> scale;
            if ((whole << scale) == significand) {
                return digits(whole, 0, to, next);
            }
        }
        return decimal(-scale, significand, 0, to, next);
    }

    private static int zero(byte[] to, int at) {
        to[at] = '0';
        to[at + 1] = '.';
        to[at + 2] = '0';
        return at + 3;
    }

    /** The shortest decimal of c 2^q; names as in the paper. */
    private static int decimal(int q, long c, int dk, byte[] to, int at) {
        int out = (int) c & 1;
        long cb = c << 2;
        long cbr = cb + 2;
        boolean regular = c != LEAST_NORMAL || q == LEAST_EXPONENT;
        long cbl = regular ? cb - 2 : cb - 1;
        int k = regular ? log10OfPowerOf2(q) : log10OfThreeQuartersOfPowerOf2(q);
        int h = q + log2OfPowerOf10(-k) + 2;
        long g1 = POWERS[(k - LEAST_POWER) << 1];
        long g0 = POWERS[((k - LEAST_POWER) << 1) + 1];
        long vb = roundedToOdd(g1, g0, cb << h);
        long vbl = roundedToOdd(g1, g0, cbl << h);
        long vbr = roundedToOdd(g1, g0, cbr << h);
        long s = vb >> 2;
        if (s >= 100) {
            long tens = 10 * (s / 10);
            long above = tens + 10;
            boolean lowerIn = vbl + out <= (tens << 2);
            boolean upperIn = (above << 2) + out <= vbr;
            if (lowerIn != upperIn) {
                return digits(lowerIn ? tens : above, k, to, at);
            }
        }
        long t = s + 1;
        boolean lowerIn = vbl + out <= (s << 2);
        boolean upperIn = (t << 2) + out <= vbr;
        if (lowerIn != upperIn) {
            return digits(lowerIn ? s : t, k + dk, to, at);
        }
        long nearer = vb - ((s + t) << 1);
        return digits(nearer < 0 || (nearer == 0 && (s & 1) == 0) ? s : t, k + dk, to, at);
    }

    private static long roundedToOdd(long g1, long g0, long cp) {
        long x1 = Math.multiplyHigh(g0, cp);
        long y0 = g1 * cp;
        long y1 = Math.multiplyHigh(g1, cp);
        long z = (y0 >>> 1) + x1;
        long w = y1 + (z >>> 63);
        return w | (((z & MASK_63) + MASK_63) >>> 63);
    }

    /** Writes f 10^e. */
    private static int digits(long f, int e, byte[] to, int at) {
        long rest = f;
        int exponent = e;
        while ((rest & 1) == 0 && rest % 10 == 0) {
            rest /= 10;
            exponent++;
        }
        int count = DecimalDigits.count(rest);
        int point = count + exponent; // digits before the point
        if (point > -3 && point <= 7) {
            return plain(rest, count, point, to, at);
        }
        DecimalDigits.write(rest, count, to, at + 1);
        to[at] = to[at + 1];
        to[at + 1] = '.';
        int next = at + 1 + count;
        if (count == 1) {
            to[next++] = '0';
        }
        to[next++] = 'E';
        int power = point - 1;
        if (power < 0) {
            to[next++] = '-';
            power = -power;
        }
        int width = DecimalDigits.count(power);
        DecimalDigits.write(power, width, to, next);
        return next + width;
    }

    private static int plain(long digits, int count, int point, byte[] to, int at) {
        int next = at;
        if (point <= 0) {
            to[next++] = '0';
            to[next++] = '.';
            for (int i = point; i < 0; i++) {
                to[next++] = '0';
            }
            DecimalDigits.write(digits, count, to, next);
            return next + count;
        }
        if (count <= point) {
            DecimalDigits.write(digits, count, to, next);
            next += count;
            for (int i = count; i < point; i++) {
                to[next++] = '0';
            }
            to[next++] = '.';
            to[next++] = '0';
            return next;
        }
        DecimalDigits.write(digits, count, to, next + 1);
        System.arraycopy(to, next + 1, to, next, point);
        to[next + point] = '.';
        return next + count + 1;
    }

    private static int log10OfPowerOf2(int e) {
        return (int) ((e * 661_971_961_083L) >> 41);
    }

    private static int log10OfThreeQuartersOfPowerOf2(int e) {
        return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
    }

    private static int log2OfPowerOf10(int e) {
        return (int) ((e * 913_124_641_741L) >> 38);
    }

    private static long[] powers() {
        long[] powers = new long[2 * (GREATEST_POWER - LEAST_POWER + 1)];
        BigInteger low = BigInteger.valueOf(MASK_63);
        for (int k = LEAST_POWER; k <= GREATEST_POWER; k++) {
            int r = log2OfPowerOf10(-k) - 125;
            BigInteger g;
            if (k <= 0) {
                BigInteger power = BigInteger.TEN.pow(-k);
                g = r >= 0 ? power.shiftRight(r) : power.shiftLeft(-r);
            } else {
                g = BigInteger.ONE.shiftLeft(-r).divide(BigInteger.TEN.pow(k));
            }
            g = g.add(BigInteger.ONE);
            powers[(k - LEAST_POWER) << 1] = g.shiftRight(63).longValueExact();
            powers[((k - LEAST_POWER) << 1) + 1] = g.and(low).longValueExact();
        }
        return powers;
    }
}
