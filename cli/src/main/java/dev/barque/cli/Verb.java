package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Progress;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all verbs share. */
abstract class Verb implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    private boolean debug;

    Verb(Shell shell) {
        this.shell = shell;
    }

    final Shell shell() {
        return shell;
    }

    final CommandSpec spec() {
        return spec;
    }

    final boolean isDebug() {
        return debug;
    }

    /** For the answer. */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final void print(String text) {
        out().println(text);
        out().flush();
    }

    final void printJson(Object tree) {
        print(JsonText.of(tree));
    }

    /** Says something on standard error. */
    final void note(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(text);
        err.flush();
    }

    final Progress progress() {
        PrintStream terminal = shell.terminal();
        return terminal == null
                ? Progress.lines(spec.commandLine().getErr())
                : Progress.bars(terminal, shell.columns());
    }
}
