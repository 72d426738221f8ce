package dev.barque.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code barque data}: nothing by itself. */
@Command(
        name = "data",
        description = "Looks for what is wrong with bars, in a home or in files that nobody has taken in yet.",
        footerHeading = "%nEXAMPLES%n",
        footer = {"  barque data check --home demo-home", "  barque data gaps --home demo-home --date 2025-10-24"})
final class DataCommand implements Runnable {
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
        throw new ParameterException(spec.commandLine(), "Say what to do with bars: check or gaps");
    }
}
