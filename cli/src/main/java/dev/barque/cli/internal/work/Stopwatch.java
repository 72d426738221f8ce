package dev.barque.cli.internal.work;

/** Mean time of a repeated pass after the virtual machine has warmed up. */
public final class Stopwatch {
    private static final long WARM_UP_NANOS = 400_000_000L;
    private static final long MEASURED_NANOS = 300_000_000L;

    private Stopwatch() {}

    /** Runs a pass over so many bars again and again, first unmeasured; the mean time of a bar in nanoseconds. */
    public static double nanosPerBar(int bars, Runnable pass) {
        repeat(pass, WARM_UP_NANOS);
        long began = System.nanoTime();
        long passes = repeat(pass, MEASURED_NANOS);
        return (System.nanoTime() - began) / (double) passes / bars;
    }

    private static long repeat(Runnable pass, long nanos) {
        long began = System.nanoTime();
        long passes = 0;
        do {
            pass.run();
            passes++;
        } while (System.nanoTime() - began < nanos);
        return passes;
    }
}
