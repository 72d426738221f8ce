package dev.barque.cli.internal.console;

import java.io.PrintStream;
import java.io.PrintWriter;

/** Shows how far long work has come: a bar on a terminal, a line at the end of each task elsewhere. */
public interface Progress {
    /**
     * A task begins.
     *
     * @param name what is done, such as {@code Features V1}
     * @param unit of what, such as {@code bars}
     * @param total how many there are, -1 when nobody knows
     */
    Task start(String name, String unit, long total);

    /** Bars that are drawn again and again in their place. */
    static Progress bars(PrintStream terminal, int columns) {
        return (name, unit, total) -> new BarTask(terminal, columns, name, unit, total);
    }

    /** A line for each task when it is finished, and one every few seconds while it is not. */
    static Progress lines(PrintWriter out) {
        return (name, unit, total) -> new LineTask(out, name, unit, total);
    }

    /** A piece of work; closing it says that it is over. */
    interface Task extends AutoCloseable {
        /** So many are done, of all. */
        void to(long done);

        /** What else there is to say while it lasts, such as a rate. */
        default void say(String more) {}

        @Override
        void close();
    }
}
