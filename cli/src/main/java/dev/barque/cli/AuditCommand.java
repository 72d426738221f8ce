package dev.barque.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code barque audit}: nothing by itself. */
@Command(
        name = "audit",
        description = "Looks for what makes a backtest too good to be true.",
        footerHeading = "%nEXAMPLES%n",
        footer = {"  barque audit look-ahead --home demo-home --symbol SPY --date 2025-10-27"})
final class AuditCommand implements Runnable {
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
        throw new ParameterException(spec.commandLine(), "Say what to audit: look-ahead");
    }
}
