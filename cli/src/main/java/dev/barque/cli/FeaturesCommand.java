package dev.barque.cli;

import picocli.CommandLine.Command;

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
final class FeaturesCommand extends VerbGroup {
    FeaturesCommand() {
        super("Say what to do with features");
    }
}
