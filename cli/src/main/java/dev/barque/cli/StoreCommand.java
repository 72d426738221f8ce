package dev.barque.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code barque store}: nothing by itself. */
@Command(
        name = "store",
        description = "Looks after a home: what is in it, whether it is whole, and whether its disk keeps its word.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque store verify --home demo-home",
            "  barque store stat --home demo-home --json",
            "  barque store torture --home torture-home --kills 3 --seed 1"
        })
final class StoreCommand implements Runnable {
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
                "Say what to do with the store: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
