package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.ops.backup.BackupCheck;
import dev.barque.ops.backup.Backups;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque backup verify}. */
@Command(
        name = "verify",
        description =
                "Reads every byte of a backup and of those that it needs, without restoring; exits with 1 on damage.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque backup verify --backups demo-backups",
            "  barque backup verify --backups demo-backups --json",
        })
final class BackupVerifyCommand extends Verb {
    @Mixin
    private final BackupsOption backups = new BackupsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(names = "--backup", paramLabel = "ID", description = "Which one. Default: the last.")
    private @Nullable String id;

    BackupVerifyCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        BackupCheck check;
        try (BackupsOption.Steps steps = new BackupsOption.Steps(progress())) {
            Backups in = backups.open(shell(), steps);
            check = in.verify(id == null ? in.latest() : in.get(id));
        }
        if (json.isWanted()) {
            Map<String, @Nullable Object> tree = JsonText.object();
            tree.put("backup", check.id());
            tree.put("whole", check.isWhole());
            tree.put("files", check.files());
            tree.put("bytes", check.bytes());
            tree.put("problems", check.problems());
            printJson(tree);
        } else {
            check.problems().forEach(this::print);
            print("Backup " + check.id() + ": "
                    + (check.isWhole()
                            ? check.files() + " files, every byte as it was put"
                            : check.problems().size() + " findings"));
        }
        return check.isWhole() ? ExitCode.OK : ExitCode.FINDING;
    }
}
