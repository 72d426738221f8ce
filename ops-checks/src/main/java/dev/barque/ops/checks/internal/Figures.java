package dev.barque.ops.checks.internal;

import java.time.Duration;

/** Numbers as operators read them. Healthy checks say some in every pass, so that none goes through a format. */
public final class Figures {
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Figures() {}

    /** The two largest units: {@code 3 d 4 h}, {@code 5 min}, {@code 12 ms}. */
    public static String time(Duration time) {
        if (time.isNegative()) {
            return "-" + time(time.negated());
        }
        long seconds = time.toSeconds();
        if (seconds == 0) {
            long micros = time.toNanos() / 1_000;
            return micros >= 10_000 ? micros / 1_000 + " ms" : micros + " us";
        }
        if (seconds < 10) {
            return time.toMillis() + " ms";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min" + rest(seconds % 60, " s");
        }
        if (seconds < 86_400) {
            return seconds / 3_600 + " h" + rest(seconds % 3_600 / 60, " min");
        }
        return seconds / 86_400 + " d" + rest(seconds % 86_400 / 3_600, " h");
    }

    /** {@link #time} of nanoseconds. */
    public static String nanos(long nanos) {
        return time(Duration.ofNanos(nanos));
    }

    /** Such as {@code 85 %} of a share of 0.85: whole, to a tenth, or to a thousandth below that. */
    public static String percent(double share) {
        double percent = share * 100;
        boolean whole = Math.abs(percent - Math.rint(percent)) < 1e-9;
        return decimal(percent, whole ? 0 : Math.abs(percent) < 0.1 ? 3 : 1) + " %";
    }

    /** Such as {@code 3.5 GiB}, {@code 256 MiB}; plain bytes below 10 KiB. */
    public static String bytes(long bytes) {
        if (bytes < 10_240) {
            return bytes + " bytes";
        }
        double size = bytes / 1_024.0;
        int unit = 0;
        while (size >= 1_024) {
            size /= 1_024;
            unit++;
        }
        return decimal(size, size < 10 ? 1 : 0) + " " + UNITS[unit];
    }

    /** {@code 1 file}, {@code 2 files}. */
    public static String count(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    /** With just so many digits behind the point, 0 to 3; halves go away from zero. */
    public static String decimal(double value, int digits) {
        int scale = digits == 0 ? 1 : digits == 1 ? 10 : digits == 2 ? 100 : 1_000;
        double scaled = Math.abs(value) * scale;
        if (!(scaled < 1e15)) {
            return Double.toString(value);
        }
        long rounded = Math.round(scaled);
        StringBuilder text = new StringBuilder(24);
        if (value < 0 && rounded > 0) {
            text.append('-');
        }
        text.append(rounded / scale);
        if (digits > 0) {
            text.append('.');
            for (long at = scale / 10, rest = rounded % scale; at > 0; at /= 10) {
                text.append((char) ('0' + rest / at % 10));
            }
        }
        return text.toString();
    }

    private static String rest(long value, String unit) {
        return value == 0 ? "" : " " + value + unit;
    }
}
