package dev.barque.cli;

import dev.barque.ops.backup.Backup;
import dev.barque.ops.backup.BackupKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque backup create}. */
@Command(
        name = "create",
        description = "Backs up a home as it is at one moment; systems may go on writing it.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque backup create --home demo-home --backups demo-backups",
            "  barque backup create --home demo-home --backups demo-backups --incremental --json",
            "",
            "An incremental backup has in its archive what no file of the one before holds; without one before it is full.",
            "By hand: tar --zstd -xf ARCHIVE unpacks an archive that is not encrypted."
        })
final class BackupCreateCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final BackupsOption backups = new BackupsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(names = "--incremental", description = "Put only what is new since the backup before.")
    private boolean incremental;

    BackupCreateCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        Backup made;
        try (BackupsOption.Steps steps = new BackupsOption.Steps(progress())) {
            made = backups.open(shell(), steps)
                    .create(home.path(), incremental ? BackupKind.INCREMENTAL : BackupKind.FULL);
        }
        if (json.isWanted()) {
            printJson(BackupText.json(made));
        } else {
            print(BackupText.line(made));
        }
        return ExitCode.OK;
    }
}
