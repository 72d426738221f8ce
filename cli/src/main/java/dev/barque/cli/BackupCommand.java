package dev.barque.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code barque backup}: nothing by itself. */
@Command(
        name = "backup",
        description = "Makes, checks and prunes backups of a home, also while a system writes it.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque backup create --home demo-home --backups demo-backups",
            "  barque backup verify --backups demo-backups",
            "  barque backup prune --backups demo-backups --keep-days 30"
        })
final class BackupCommand implements Runnable {
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
                "Say what to do with backups: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
