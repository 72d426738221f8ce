package dev.barque.backtest.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.core.io.NumberOutput;

/**
 * Numbers as text. For programs: the shortest text that reads back as the same double, by Jackson's own algorithm, because
 * {@code Double.toString} gives other digits before Java 19. For people: fixed decimals, a true minus sign.
 */
final class Numbers {
    private static final String MINUS = "\u2212";

    private Numbers() {}

    /** For programs; the value must be finite. */
    static String exact(double value) {
        if (value == 0) {
            return "0";
        }
        String text = NumberOutput.toString(value, true);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** For people: grouped thousands, so many decimals, a dash for NaN. */
    static String fixed(double value, int decimals) {
        if (Double.isNaN(value)) {
            return "\u2013";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "\u221E" : MINUS + "\u221E";
        }
        String digits = BigDecimal.valueOf(Math.abs(value))
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString();
        boolean negative = value < 0 && !isZero(digits);
        return (negative ? MINUS : "") + grouped(digits);
    }

    /** As {@link #fixed} with a plus before gains, so that the sign can be read without colour. */
    static String signed(double value, int decimals) {
        String text = fixed(value, decimals);
        return value > 0 && !isZero(text) ? "+" + text : text;
    }

    /** A share of 1 in per cent. */
    static String percent(double share) {
        return Double.isNaN(share) ? "\u2013" : fixed(share * 100, 1) + " %";
    }

    private static boolean isZero(String digits) {
        return digits.chars().noneMatch(c -> (c >= '1' && c <= '9') || c == '\u221E');
    }

    private static String grouped(String digits) {
        int point = digits.indexOf('.');
        int end = point < 0 ? digits.length() : point;
        StringBuilder out = new StringBuilder(digits);
        for (int i = end - 3; i > 0; i -= 3) {
            out.insert(i, ',');
        }
        return out.toString();
    }
}
