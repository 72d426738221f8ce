package dev.barque.cli;

import dev.barque.store.control.KillSwitchFile;
import java.time.Instant;
import picocli.CommandLine.Command;

/** {@code barque kill on}. */
@Command(
        name = "on",
        description =
                "Forbids all trades of systems that look at this home, from their next bar on, until it is switched off.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque kill on --home demo-home --reason \"the feed is wrong\"",
            "  barque kill on --home demo-home --reason \"fire drill\" --by \"risk desk\" --json"
        })
final class KillOnCommand extends KillChange {
    KillOnCommand(Shell shell) {
        super(shell);
    }

    @Override
    void turn(KillSwitchFile kill, Instant at, String by, String reason) {
        kill.on(at, by, reason);
    }
}
