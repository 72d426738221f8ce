package dev.barque.cli;

import dev.barque.store.control.KillSwitchFile;
import java.time.Instant;
import picocli.CommandLine.Command;

/** {@code barque kill off}. */
@Command(
        name = "off",
        description = "Allows trades again that the kill switch of a home has forbidden.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque kill off --home demo-home --reason \"the feed is mended\"",
            "  barque kill off --home demo-home --reason \"end of the drill\" --by \"risk desk\" --json"
        })
final class KillOffCommand extends KillChange {
    KillOffCommand(Shell shell) {
        super(shell);
    }

    @Override
    void turn(KillSwitchFile kill, Instant at, String by, String reason) {
        kill.off(at, by, reason);
    }
}
