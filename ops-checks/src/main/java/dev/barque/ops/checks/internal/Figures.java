package dev.barque.ops.checks.internal;

import java.time.Duration;
import java.util.Locale;

/** Numbers as operators read them. */
public final class Figures {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Figures() {}

    /** Such as {@code 3.5 GiB}. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** Such as {@code 85.0 %} of a share of 0.85. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** In the largest unit that leaves at least two of it: {@code 90 s}, {@code 36 h}. */
    public static String time(Duration time) {
        Duration length = time.abs();
        String sign = time.isNegative() ? "-" : "";
        if (length.toDays() >= 2) {
            return sign + length.toDays() + " days";
        }
        if (length.toHours() >= 2) {
            return sign + length.toHours() + " h";
        }
        if (length.toMinutes() >= 2) {
            return sign + length.toMinutes() + " min";
        }
        return length.toSeconds() >= 2 ? sign + length.toSeconds() + " s" : sign + length.toMillis() + " ms";
    }
}
