package dev.barque.cli;

import picocli.CommandLine.Command;

/** {@code barque audit}: nothing by itself. */
@Command(
        name = "audit",
        description = "Looks for what makes a backtest too good to be true.",
        footerHeading = "%nEXAMPLES%n",
        footer = {"  barque audit look-ahead --home demo-home --symbol SPY --date 2025-10-27"})
final class AuditCommand extends VerbGroup {
    AuditCommand() {
        super("Say what to audit");
    }
}
