package dev.barque.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code barque features}: nothing by itself. */
@Command(
        name = "features",
        description =
                "Computes the features of bars, takes in those of others, shows what was known, compares versions.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque features build --home demo-home --symbol SPY --date 2025-10-24..2025-10-28",
            "  barque features regenerate --home demo-home --date 2025-10-24..2025-10-28 --verify-only",
            "  barque features import --home demo-home --set closes-1 --entity symbol --time t_event \\",
            "      --stamps open --interval 1m --lag 5s --dry-run demo-home/demo/l1_2025-10-24.csv",
            "  barque features show --home demo-home --symbol SPY --at 2025-10-27T15:00:00Z"
        })
final class FeaturesCommand implements Runnable {
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
                "Say what to do with features: build, regenerate, import, show, schema, compare-versions or migrate");
    }
}
