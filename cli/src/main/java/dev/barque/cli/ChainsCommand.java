package dev.barque.cli;

import picocli.CommandLine.Command;

/** {@code barque chains}: nothing by itself. */
@Command(
        name = "chains",
        description = "Takes option chains in, and shows what follows from one: faulty quotes, walls, the flip level.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque chains ingest --home chains-home --zone America/New_York --contract-size 100 \\",
            "      --expiry-time 16:00 cli/src/test/resources/chains/made-up-spy-2025-10-24.csv",
            "  barque chains show --home chains-home --symbol SPY --at 2025-10-24T14:05:00Z",
        })
final class ChainsCommand extends VerbGroup {
    ChainsCommand() {
        super("Say what to do with option chains");
    }
}
