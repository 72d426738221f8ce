package dev.barque.agents.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Numbers as Python treats them, where that shows in results. Its min and max return the first argument unless the second
 * compares better, so that a NaN in second place disappears and one in first place stays.
 */
public final class PythonNumbers {
    private static final Pattern FLOAT = Pattern.compile(
            "[+-]?((\\d(_?\\d)*)?\\.?(\\d(_?\\d)*)?([eE][+-]?\\d(_?\\d)*)?|inf|infinity|nan)",
            Pattern.CASE_INSENSITIVE);

    private PythonNumbers() {}

    /** {@code max(a, b)}. */
    public static double max(double a, double b) {
        return b > a ? b : a;
    }

    /** {@code min(a, b)}. */
    public static double min(double a, double b) {
        return b < a ? b : a;
    }

    /** {@code max(0.0, min(1.0, x))}: a NaN becomes 1. */
    public static double clampToUnit(double x) {
        return max(0.0, min(1.0, x));
    }

    /** {@code numpy.clip}: a NaN stays. */
    public static double clip(double x, double lo, double hi) {
        return Double.isNaN(x) ? x : Math.min(Math.max(x, lo), hi);
    }

    /** {@code round(x, 3)} of a float: half to even on the exact binary value. */
    public static double round3(double x) {
        if (!Double.isFinite(x)) {
            return x;
        }
        long thousandths = ShortDecimals.rounded(x, 3);
        double rounded = thousandths == ShortDecimals.UNSURE
                ? new BigDecimal(x).setScale(3, RoundingMode.HALF_EVEN).doubleValue()
                : thousandths / 1e3;
        return rounded == 0 ? Math.copySign(0.0, x) : rounded;
    }

    /** {@code numpy.round(x, 3)}: scales first, so it can differ from {@link #round3} in the last digit. */
    public static double numpyRound3(double x) {
        return Math.rint(x * 1000) / 1000;
    }

    /** {@code '%.{digits}f'}. */
    public static String fixed(double x, int digits) {
        StringBuilder text = new StringBuilder();
        fixed(text, x, digits);
        return text.toString();
    }

    /** Writes {@code '%.{digits}f'}. */
    public static void fixed(StringBuilder to, double x, int digits) {
        if (!Double.isFinite(x)) {
            to.append(nonFinite(x));
            return;
        }
        long units = ShortDecimals.rounded(x, digits);
        if (units != ShortDecimals.UNSURE) {
            ShortDecimals.fixed(to, x, units, digits);
            return;
        }
        String text = new BigDecimal(x).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        // BigDecimal has no negative zero; Python keeps the sign.
        boolean lostSign = text.charAt(0) != '-' && (x < 0 || (x == 0 && 1 / x < 0));
        to.append(lostSign ? "-" : "").append(text);
    }

    /** {@code '%.{digits}g'}. */
    public static String general(double x, int digits) {
        StringBuilder text = new StringBuilder();
        general(text, x, digits);
        return text.toString();
    }

    /** Writes {@code '%.{digits}g'}. */
    public static void general(StringBuilder to, double x, int digits) {
        if (!Double.isFinite(x)) {
            to.append(nonFinite(x));
        } else if (x == 0) {
            to.append(1 / x < 0 ? "-0" : "0");
        } else if (!ShortDecimals.general(to, x, digits)) {
            to.append(exactly(x, digits));
        }
    }

    private static String exactly(double x, int digits) {
        BigDecimal rounded = new BigDecimal(x).round(new java.math.MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= digits) {
            BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
            return String.format(
                    Locale.ROOT, "%se%s%02d", mantissa.toPlainString(), exponent < 0 ? "-" : "+", Math.abs(exponent));
        }
        return rounded.stripTrailingZeros().toPlainString();
    }

    /** {@code float(text)}, or empty where Python would raise. */
    public static OptionalDouble parse(String text) {
        String trimmed = text.strip();
        if (!FLOAT.matcher(trimmed).matches() || trimmed.chars().noneMatch(Character::isLetterOrDigit)) {
            return OptionalDouble.empty();
        }
        String plain = trimmed.replace("_", "").toLowerCase(Locale.ROOT);
        String unsigned = plain.startsWith("-") || plain.startsWith("+") ? plain.substring(1) : plain;
        double sign = plain.startsWith("-") ? -1 : 1;
        if (unsigned.equals("nan")) {
            return OptionalDouble.of(Double.NaN);
        }
        if (unsigned.startsWith("inf")) {
            return OptionalDouble.of(sign * Double.POSITIVE_INFINITY);
        }
        if (unsigned.startsWith("e") || unsigned.startsWith(".e")) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(sign * Double.parseDouble(unsigned));
    }

    private static String nonFinite(double x) {
        return Double.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
    }
}
