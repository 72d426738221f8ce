package dev.barque.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code barque maintain}: nothing by itself. */
@Command(
        name = "maintain",
        description = "Keeps a home in order: plans first, which changes nothing, and applies only when it is told to.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque maintain list",
            "  barque maintain plan --home demo-home",
            "  barque maintain apply seal --home demo-home --yes"
        })
final class MaintainCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
