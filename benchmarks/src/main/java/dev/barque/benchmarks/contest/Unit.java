package dev.barque.benchmarks.contest;

import java.util.Locale;

/** How a time per operation is shown. */
public enum Unit {
    /** Questions answered. */
    QUESTIONS("M questions/s", 1_000, true),
    /** Rows read or written. */
    ROWS("M rows/s", 1_000, true),
    /** Bars replayed. */
    BARS("M bars/s", 1_000, true),
    /** Bytes worked through. */
    BYTES("GB/s", 1, true),
    /** Single operations of microseconds. */
    MICROS("µs", 1_000, false),
    /** Single operations of nanoseconds. */
    NANOS("ns", 1, false);

    private final String symbol;
    private final double nanos;
    private final boolean rate;

    Unit(String symbol, double nanos, boolean rate) {
        this.symbol = symbol;
        this.nanos = nanos;
        this.rate = rate;
    }

    /** Its name in tables. */
    public String symbol() {
        return symbol;
    }

    /** The value for so many nanoseconds per operation, in three digits. */
    public String show(double nanosPerOperation) {
        return threeDigits(rate ? nanos / nanosPerOperation : nanosPerOperation / nanos);
    }

    /** A number as one reads it: three digits, more only where they stand before the point. */
    static String threeDigits(double value) {
        double size = Math.abs(value);
        String pattern =
                size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : size >= 0.1 ? "%.3f" : "%.4f";
        return String.format(Locale.ROOT, pattern, value);
    }
}
