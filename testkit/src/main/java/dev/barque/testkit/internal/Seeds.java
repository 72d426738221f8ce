package dev.barque.testkit.internal;

import java.util.stream.LongStream;

/** Which random histories a suite runs: always the same few, unless {@code -Dbarque.test.seed=N} asks for one. */
public final class Seeds {
    private static final String PROPERTY = "barque.test.seed";

    private Seeds() {}

    /** The seeds to run, {@code count} of them by default. */
    public static long[] seeds(int count) {
        String asked = System.getProperty(PROPERTY);
        return asked == null ? LongStream.rangeClosed(1, count).toArray() : new long[] {Long.parseLong(asked)};
    }

    /** What to print beside a failure. */
    public static String repeat(long seed) {
        return "repeat with -D" + PROPERTY + "=" + seed;
    }
}
