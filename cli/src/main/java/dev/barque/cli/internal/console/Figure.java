package dev.barque.cli.internal.console;

import java.util.Locale;

/** Numbers for people, the same in every locale. */
public final class Figure {
    private Figure() {}

    /** With so many digits after the point; a dash for what is not a number. */
    public static String fixed(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "-";
    }

    /** With its sign. */
    public static String signed(double value, int digits) {
        return value == 0 || !Double.isFinite(value)
                ? fixed(value, digits)
                : String.format(Locale.ROOT, "%+." + digits + "f", value);
    }

    /** A share as percent. */
    public static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", share * 100) : "-";
    }
}
