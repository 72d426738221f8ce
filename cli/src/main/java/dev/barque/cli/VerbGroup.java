package dev.barque.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A word before verbs, which does nothing by itself and says what may follow it. */
abstract class VerbGroup implements Runnable {
    private final String question;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    /** Of which a person who names no verb is told this, and the verbs. */
    VerbGroup(String question) {
        this.question = question;
    }

    @Override
    public final void run() {
        String verbs = String.join(", ", spec.subcommands().keySet());
        int last = verbs.lastIndexOf(", ");
        String choice = last < 0 ? verbs : verbs.substring(0, last) + " or " + verbs.substring(last + 2);
        throw new ParameterException(spec.commandLine(), question + ": " + choice);
    }
}
