package dev.barque.store.internal.text;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as text gives them, by the grammar of Python's {@code float()} and {@code int()}, by which published records
 * were read: blanks around, single underscores between digits, digits of any script, {@code inf} and {@code nan}. No
 * separators of thousands, no decimal comma, no hexadecimal.
 */
public final class TextNumbers {
    private TextNumbers() {}

    /** The number that a text gives, or null when it gives none. */
    public static @Nullable Double real(String text) {
        if (isPlain(text)) {
            return parsed(text);
        }
        String ascii = plain(strip(text));
        if (ascii == null) {
            return null;
        }
        if (isPlain(ascii)) {
            return parsed(ascii);
        }
        boolean negative = ascii.startsWith("-");
        String word = (negative || ascii.startsWith("+") ? ascii.substring(1) : ascii).toLowerCase(Locale.ROOT);
        return switch (word) {
            case "inf", "infinity" -> negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> null;
        };
    }

    /** The whole number that a text gives, or null when it gives none. */
    public static @Nullable BigInteger whole(String text) {
        String ascii = plain(strip(text));
        if (ascii == null) {
            return null;
        }
        int digits = ascii.startsWith("-") || ascii.startsWith("+") ? 1 : 0;
        // Beyond 4300 digits the published reader refuses too.
        if (ascii.length() == digits || ascii.length() - digits > 4_300) {
            return null;
        }
        for (int i = digits; i < ascii.length(); i++) {
            if (!IsoTime.isDigit(ascii.charAt(i))) {
                return null;
            }
        }
        return new BigInteger(ascii);
    }

    /** Without the white space at both ends that Python's {@code str.strip} removes. */
    public static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c == 0x85 || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Whether only characters are in it with which Java's and Python's grammar of decimals are the same. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!IsoTime.isDigit(c) && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static @Nullable Double parsed(String plain) {
        try {
            return Double.valueOf(plain);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /** Digits of other scripts as ASCII and underscores between digits taken out; null for an underscore elsewhere. */
    private static @Nullable String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean digitBefore = false;
        boolean underscore = false;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int c = text.codePointAt(i);
            if (c == '_') {
                if (!digitBefore || underscore) {
                    return null;
                }
                underscore = true;
                continue;
            }
            boolean digit = Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
            if (underscore && !digit) {
                return null;
            }
            underscore = false;
            digitBefore = digit;
            out.appendCodePoint(digit ? '0' + Character.digit(c, 10) : c);
        }
        return underscore ? null : out.toString();
    }
}
