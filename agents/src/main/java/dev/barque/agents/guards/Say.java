package dev.barque.agents.guards;

import dev.barque.core.time.UtcMicros;
import java.util.Locale;

/** Numbers in the reasons of guards. */
final class Say {
    static final long MINUTE = UtcMicros.PER_MINUTE;

    private Say() {}

    /** Six digits at most, without zeros at the end. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e9)) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    static String money(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "unknown";
    }

    static String percent(double share) {
        return Double.isFinite(share) ? number(share * 100) + " %" : "unknown";
    }

    static String minutes(long micros) {
        return number(micros / (double) MINUTE) + " minutes";
    }

    static String time(long micros) {
        return UtcMicros.toInstant(micros).toString();
    }
}
