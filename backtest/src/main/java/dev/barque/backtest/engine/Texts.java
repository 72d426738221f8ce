package dev.barque.backtest.engine;

import dev.barque.core.time.UtcMicros;

/** Numbers as words. */
final class Texts {
    private Texts() {}

    static String instant(long micros) {
        return UtcMicros.toInstant(micros).toString();
    }

    /** Without a decimal point where there is nothing behind it. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
