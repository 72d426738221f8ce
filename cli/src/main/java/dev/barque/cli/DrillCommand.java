package dev.barque.cli;

import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.DrillReport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque drill}. */
@Command(
        name = "drill",
        description = "Restores a backup aside, opens it, reads every row and bar, and takes it away; exits with 1 when"
                + " that fails.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque drill --backups demo-backups",
            "  barque drill --backups demo-backups --scratch demo-scratch --json",
            "",
            "What came of it is kept beside the backup. The scratch needs as much space as the home."
        })
final class DrillCommand extends Verb {
    @Mixin
    private final BackupsOption backups = new BackupsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(names = "--backup", paramLabel = "ID", description = "Which one. Default: the last.")
    private @Nullable String id;

    @Option(
            names = "--scratch",
            paramLabel = "DIR",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "Where to restore it. Default: the directory for temporary files.")
    @SuppressWarnings("NullAway.Init")
    private Path scratch;

    DrillCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        DrillReport report;
        try (BackupsOption.Steps steps = new BackupsOption.Steps(progress())) {
            Backups in = backups.open(shell(), steps);
            report = in.drill(id == null ? in.latest() : in.get(id), scratch);
        }
        if (json.isWanted()) {
            printJson(BackupText.json(report));
        } else {
            report.problems().forEach(this::print);
            print("Backup " + report.id()
                    + (report.isPassed() ? " can be restored and read: " : " is not to be relied upon: ")
                    + report.files()
                    + " files, " + report.partitions() + " partitions with " + report.rows() + " rows, "
                    + report.logRows() + " rows in the log, " + report.barFiles() + " files of bars");
        }
        return report.isPassed() ? ExitCode.OK : ExitCode.FINDING;
    }
}
