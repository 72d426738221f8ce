package dev.barque.ops;

import java.util.concurrent.TimeUnit;

/**
 * For how long checks wait for a thread before there is another one. In nanoseconds of the machine's own time.
 *
 * @param another until one more of the usual threads helps with what waits
 * @param standstill until there are more than the usual ones, because all the while none of them finished anything
 */
record Patience(long another, long standstill) {
    static final Patience STANDARD = new Patience(TimeUnit.MICROSECONDS.toNanos(100), TimeUnit.MILLISECONDS.toNanos(5));
}
