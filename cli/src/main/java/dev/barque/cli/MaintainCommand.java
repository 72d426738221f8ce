package dev.barque.cli;

import picocli.CommandLine.Command;

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
final class MaintainCommand extends VerbGroup {
    MaintainCommand() {
        super("Say what to do");
    }
}
