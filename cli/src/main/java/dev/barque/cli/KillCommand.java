package dev.barque.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code barque kill}: nothing by itself. */
@Command(
        name = "kill",
        description =
                "The kill switch of a home: while it is on, systems that look at it make no trade. Survives restarts.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque kill status --home demo-home",
            "  barque kill on --home demo-home --reason \"the feed is wrong\"",
            "  barque kill off --home demo-home --reason \"the feed is mended\"",
            "",
            "A running system obeys from its next bar on. It closes no position. A switch that cannot be read is on."
        })
final class KillCommand implements Runnable {
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
                "Say what to do with the kill switch: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
