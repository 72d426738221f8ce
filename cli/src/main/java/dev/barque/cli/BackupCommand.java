package dev.barque.cli;

import picocli.CommandLine.Command;

/** {@code barque backup}: nothing by itself. */
@Command(
        name = "backup",
        description = "Makes, checks and prunes backups of a home, also while a system writes it.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque backup create --home demo-home --backups demo-backups",
            "  barque backup verify --backups demo-backups",
            "  barque backup prune --backups demo-backups --keep-days 30"
        })
final class BackupCommand extends VerbGroup {
    BackupCommand() {
        super("Say what to do with backups");
    }
}
