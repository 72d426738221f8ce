package dev.barque.store.internal.decision;

import java.time.Instant;
import java.util.Arrays;

/**
 * JSON written by hand into bytes that are used again and again: what is written once for each bar is to leave no garbage. The
 * caller minds the commas. Numbers that are not finite are the texts {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"};
 * half of a surrogate pair is escaped, so that every text comes back as it was. Not safe for use by several threads.
 */
final class JsonBytes {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final long DAYS_BEFORE_1970 = 719_468;
    private static final int DAYS_OF_400_YEARS = 146_097;
    /** Bytes that a character takes at most, escaped. */
    private static final int MOST_PER_CHAR = 6;

    private final StringBuilder scratch = new StringBuilder(256);
    private char[] chars = new char[256];
    private byte[] bytes;
    private int size;

    JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** An empty text to make a piece in, which is used again for the next one. */
    StringBuilder scratch() {
        scratch.setLength(0);
        return scratch;
    }

    boolean endsWith(char ascii) {
        return size > 0 && bytes[size - 1] == ascii;
    }

    /** Forgets what was written behind a position. */
    void cutTo(int position) {
        size = position;
    }

    /** ASCII as it stands, such as names, commas and braces. */
    JsonBytes raw(String ascii) {
        int length = ascii.length();
        room(length);
        byte[] to = bytes;
        int at = size;
        for (int i = 0; i < length; i++) {
            to[at + i] = (byte) ascii.charAt(i);
        }
        size = at + length;
        return this;
    }

    /** What was written between two positions, once more. */
    JsonBytes again(int from, int to) {
        room(to - from);
        System.arraycopy(bytes, from, bytes, size, to - from);
        size += to - from;
        return this;
    }

    JsonBytes raw(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /** A text in quotes; mostly a short one of characters that stand for themselves. */
    JsonBytes text(String text) {
        int length = text.length();
        room(length + 2);
        byte[] to = bytes;
        int at = size;
        to[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!isPlain(c)) {
                return raw('"').characters(text).raw('"');
            }
            to[at++] = (byte) c;
        }
        to[at++] = '"';
        size = at;
        return this;
    }

    /** A piece of a text, without quotes. */
    JsonBytes characters(String text) {
        int length = text.length();
        chars(length);
        text.getChars(0, length, chars, 0);
        return characters(length);
    }

    /** {@link #characters(String)} of what was made in {@link #scratch}. */
    JsonBytes characters(StringBuilder text) {
        int length = text.length();
        chars(length);
        text.getChars(0, length, chars, 0);
        return characters(length);
    }

    private void chars(int length) {
        if (chars.length < length) {
            chars = new char[Math.max(2 * chars.length, length)];
        }
    }

    /** The first so many of {@code chars}. */
    private JsonBytes characters(int length) {
        int i = plain(length);
        for (; i < length; i++) {
            room(MOST_PER_CHAR);
            char c = chars[i];
            if (c < 0x80) {
                ascii(c);
            } else if (c < 0x800) {
                bytes[size++] = (byte) (0xc0 | (c >> 6));
                bytes[size++] = (byte) (0x80 | (c & 0x3f));
            } else if (!Character.isSurrogate(c)) {
                bytes[size++] = (byte) (0xe0 | (c >> 12));
                bytes[size++] = (byte) (0x80 | ((c >> 6) & 0x3f));
                bytes[size++] = (byte) (0x80 | (c & 0x3f));
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(chars[i + 1])) {
                i++;
                int point = Character.toCodePoint(c, chars[i]);
                bytes[size++] = (byte) (0xf0 | (point >> 18));
                bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3f));
                bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3f));
                bytes[size++] = (byte) (0x80 | (point & 0x3f));
            } else {
                escape(c);
            }
        }
        return this;
    }

    /** Writes characters that stand for themselves, mostly all of them, and says how many. */
    private int plain(int length) {
        room(length);
        char[] from = chars;
        byte[] to = bytes;
        int at = size;
        int i = 0;
        while (i < length && isPlain(from[i])) {
            to[at + i] = (byte) from[i];
            i++;
        }
        size = at + i;
        return i;
    }

    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
    }

    private void ascii(char c) {
        if (isPlain(c)) {
            bytes[size++] = (byte) c;
        } else {
            special(c);
        }
    }

    private void special(char c) {
        int letter = switch (c) {
            case '"', '\\' -> c;
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            case 0x7f -> -1;
            default -> 0;
        };
        if (letter < 0) {
            bytes[size++] = (byte) c;
        } else if (letter == 0) {
            escape(c);
        } else {
            bytes[size++] = '\\';
            bytes[size++] = (byte) letter;
        }
    }

    private void escape(char c) {
        bytes[size++] = '\\';
        bytes[size++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[(c >> shift) & 0xf];
        }
    }

    /** A number by its shortest decimal that reads back as the same one. */
    JsonBytes number(double value) {
        if (!Double.isFinite(value)) {
            return raw(Double.isNaN(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"");
        }
        room(ShortestDouble.MOST_BYTES);
        size = ShortestDouble.write(value, bytes, size);
        return this;
    }

    /** A whole number. */
    JsonBytes integer(long value) {
        if (value == Long.MIN_VALUE) {
            return raw("-9223372036854775808");
        }
        room(DecimalDigits.MOST + 1);
        if (value < 0) {
            bytes[size++] = '-';
        }
        return padded(Math.abs(value), DecimalDigits.count(Math.abs(value)));
    }

    private JsonBytes padded(long value, int width) {
        room(width);
        DecimalDigits.write(value, width, bytes, size);
        size += width;
        return this;
    }

    /** Eight hexadecimal digits. */
    JsonBytes hex(int value) {
        room(8);
        for (int shift = 28; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[(value >>> shift) & 0xf];
        }
        return this;
    }

    /** An instant as {@link Instant#toString} has it, in quotes. */
    JsonBytes instant(Instant time) {
        long seconds = time.getEpochSecond();
        long day = Math.floorDiv(seconds, 86_400L);
        // By Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
        long shifted = day + DAYS_BEFORE_1970;
        long era = Math.floorDiv(shifted, (long) DAYS_OF_400_YEARS);
        int dayOfEra = (int) (shifted - era * DAYS_OF_400_YEARS);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        if (year < 0 || year > 9_999) {
            return text(time.toString());
        }
        int second = (int) Math.floorMod(seconds, 86_400L);
        raw('"').padded(year, 4).raw('-').padded(month, 2).raw('-').padded(dayOfMonth, 2);
        raw('T').padded(second / 3_600, 2).raw(':').padded(second / 60 % 60, 2);
        raw(':').padded(second % 60, 2);
        int nano = time.getNano();
        if (nano != 0) {
            raw('.');
            if (nano % 1_000_000 == 0) {
                padded(nano / 1_000_000, 3);
            } else if (nano % 1_000 == 0) {
                padded(nano / 1_000, 6);
            } else {
                padded(nano, 9);
            }
        }
        return raw("Z\"");
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
        }
    }
}
