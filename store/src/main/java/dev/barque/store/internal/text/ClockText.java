package dev.barque.store.internal.text;

import org.jspecify.annotations.Nullable;

/**
 * Hours, minutes, seconds and a fraction as text gives them: {@code HH}, {@code HH:MM}, {@code HHMMSS.ffffff} and so on.
 *
 * @param leftover whether something stands behind that could not be read
 */
record ClockText(int hour, int minute, int second, int micro, boolean leftover) {
    private static final int[] TO_MICROS = {0, 100_000, 10_000, 1_000, 100, 10, 1};

    /**
     * Reads {@code text[from, end)}; null when it cannot be read. Follows the published reader where the standard says
     * nothing: a fraction may follow any field, and a separator with nothing behind it is leftover, which only matters
     * when no offset follows.
     */
    static @Nullable ClockText read(String text, int from, int end) {
        int[] fields = new int[3];
        boolean colons = false;
        int at = from;
        for (int i = 0; i < 3; i++) {
            fields[i] = at + 2 > end ? -1 : IsoTime.digits(text, at, 2);
            if (fields[i] < 0) {
                return null;
            }
            at += 2;
            char next = IsoTime.charAt(text, at++);
            if (i == 0) {
                colons = next == ':';
            }
            if (at >= end) {
                // Either the end itself, or one character that belongs to nothing.
                return new ClockText(fields[0], fields[1], fields[2], 0, at == end);
            }
            if (colons && next == ':') {
                continue;
            }
            if (next == '.' || next == ',') {
                break;
            }
            if (colons) {
                return null;
            }
            at--;
        }
        return withFraction(text, at, end, fields);
    }

    private static @Nullable ClockText withFraction(String text, int from, int end, int[] fields) {
        int count = Math.min(6, end - from);
        int value = IsoTime.digits(text, from, count);
        if (value < 0) {
            return null;
        }
        int at = from + count;
        while (at < end && IsoTime.isDigit(text.charAt(at))) {
            at++;
        }
        return new ClockText(fields[0], fields[1], fields[2], value * TO_MICROS[count], at < end);
    }

    /** All of it in microseconds. */
    long micros() {
        return ((hour * 60L + minute) * 60 + second) * 1_000_000L + micro;
    }
}
