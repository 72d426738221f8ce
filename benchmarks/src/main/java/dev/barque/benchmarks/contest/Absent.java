package dev.barque.benchmarks.contest;

/** A contender that cannot run here: another JVM or a program is missing. */
public final class Absent extends Exception {
    private static final long serialVersionUID = 1;

    /** {@code why}: what is missing and how to get it, for the table. */
    public Absent(String why) {
        super(why);
    }

    /** The same, with what it came from. */
    public Absent(String why, Throwable cause) {
        super(why, cause);
    }
}
