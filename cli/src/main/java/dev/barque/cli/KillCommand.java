package dev.barque.cli;

import picocli.CommandLine.Command;

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
final class KillCommand extends VerbGroup {
    KillCommand() {
        super("Say what to do with the kill switch");
    }
}
