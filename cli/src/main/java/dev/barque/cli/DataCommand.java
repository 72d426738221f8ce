package dev.barque.cli;

import picocli.CommandLine.Command;

/** {@code barque data}: nothing by itself. */
@Command(
        name = "data",
        description = "Looks for what is wrong with bars, in a home or in files that nobody has taken in yet.",
        footerHeading = "%nEXAMPLES%n",
        footer = {"  barque data check --home demo-home", "  barque data gaps --home demo-home --date 2025-10-24"})
final class DataCommand extends VerbGroup {
    DataCommand() {
        super("Say what to do with bars");
    }
}
