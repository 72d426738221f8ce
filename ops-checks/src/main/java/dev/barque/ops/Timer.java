package dev.barque.ops;

import java.util.function.LongSupplier;

/** Nanoseconds that never go back, and the last that one thread read. Not safe for use by several threads. */
final class Timer {
    private final LongSupplier nanos;
    private long last;

    Timer(LongSupplier nanos) {
        this.nanos = nanos;
        last = nanos.getAsLong();
    }

    long read() {
        last = nanos.getAsLong();
        return last;
    }

    /** What was read last. */
    long last() {
        return last;
    }
}
