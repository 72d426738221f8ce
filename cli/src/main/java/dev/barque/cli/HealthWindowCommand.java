package dev.barque.cli;

import picocli.CommandLine.Command;

/** {@code barque health window}: nothing by itself. */
@Command(
        name = "window",
        description =
                "Times in which trouble is expected: checks run and are recorded, and nobody is alarmed. Kept in the"
                        + " home, for all processes that check it.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque health window add --home demo-home --for 2h --reason \"new disk\"",
            "  barque health window list --home demo-home",
            "  barque health window end --home demo-home --all"
        })
final class HealthWindowCommand extends VerbGroup {
    HealthWindowCommand() {
        super("Say what to do with maintenance windows");
    }
}
