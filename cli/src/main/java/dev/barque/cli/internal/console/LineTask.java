package dev.barque.cli.internal.console;

import java.io.PrintWriter;
import java.util.Locale;

/** Progress in whole lines, for logs and pipes. */
final class LineTask implements Progress.Task {
    private static final long EVERY_NANOS = 5_000_000_000L;

    private final PrintWriter out;
    private final String name;
    private final String unit;
    private final long total;
    private final long began = System.nanoTime();
    private long said = began;
    private long done;
    private String more = "";

    LineTask(PrintWriter out, String name, String unit, long total) {
        this.out = out;
        this.name = name;
        this.unit = unit;
        this.total = total;
    }

    @Override
    public void to(long reached) {
        done = reached;
        long now = System.nanoTime();
        if (now - said > EVERY_NANOS) {
            said = now;
            out.println(name + ": " + done + (total < 0 ? " " : " of " + total + " ") + unit + more);
            out.flush();
        }
    }

    @Override
    public void say(String text) {
        more = ", " + text;
    }

    @Override
    public void close() {
        out.printf(Locale.ROOT, "%s: %d %s in %.1f s%n", name, done, unit, (System.nanoTime() - began) / 1e9);
        out.flush();
    }
}
