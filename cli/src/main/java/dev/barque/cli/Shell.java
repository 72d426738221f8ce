package dev.barque.cli;

import java.io.Console;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command is run in.
 *
 * @param clock says when features were ingested
 * @param terminal where progress bars may be drawn; null where nobody watches
 * @param columns how wide that is
 */
record Shell(Clock clock, @Nullable PrintStream terminal, int columns) {
    private static final int USUAL_COLUMNS = 79;

    /** That of a process; the environment says {@code NO_COLOR}, {@code TERM} and {@code COLUMNS}. */
    static Shell ofProcess(Clock clock, Map<String, String> environment, PrintStream standardError) {
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb")
                || !isTerminal();
        return new Shell(clock, plain ? null : standardError, columns(environment.getOrDefault("COLUMNS", "")));
    }

    /** Where nobody watches. */
    static Shell silent(Clock clock) {
        return new Shell(clock, null, USUAL_COLUMNS);
    }

    private static int columns(String text) {
        try {
            return Math.max(40, Math.min(200, Integer.parseInt(text)));
        } catch (NumberFormatException e) {
            return USUAL_COLUMNS;
        }
    }

    /** From Java 22 on there is a console also where there is no terminal, and it can be asked. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
