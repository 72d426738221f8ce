package dev.barque.ops.checks.data;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Figures in the words of findings. */
final class Texts {
    private Texts() {}

    /** The two largest units: {@code 3 d 4 h}, {@code 5 min}, {@code 12 ms}. */
    static String time(Duration time) {
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

    static String nanos(long nanos) {
        return time(Duration.ofNanos(nanos));
    }

    static String percent(double share) {
        double percent = share * 100;
        return percent == Math.rint(percent)
                ? (long) percent + " %"
                : String.format(Locale.ROOT, Math.abs(percent) < 0.1 ? "%.3f %%" : "%.1f %%", percent);
    }

    static String bytes(long bytes) {
        if (bytes < 10_240) {
            return bytes + " bytes";
        }
        double size = bytes;
        String unit = "";
        for (String next : List.of("KiB", "MiB", "GiB", "TiB")) {
            if (size >= 1_024) {
                size /= 1_024;
                unit = next;
            }
        }
        return String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, unit);
    }

    /** {@code 1 file}, {@code 2 files}. */
    static String count(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    private static String rest(long value, String unit) {
        return value == 0 ? "" : " " + value + unit;
    }
}
