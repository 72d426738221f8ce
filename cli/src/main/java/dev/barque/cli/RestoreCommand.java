package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.work.Moment;
import dev.barque.ops.backup.Backup;
import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.RestoreMode;
import dev.barque.ops.backup.RestoreReport;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code barque restore}. */
@Command(
        name = "restore",
        description = "Restores a home from a backup: to a new place, or in place of a home, which is kept beside it.",
        footerHeading = "%nEXAMPLES%n",
        footer = {
            "  barque restore --backups demo-backups --home restored-home",
            "  barque restore --backups demo-backups --home restored-home --in-place --as-of 2099-01-01T00:00:00Z",
            "",
            "The backup is read to its end before anything is written; the new home is written aside, read back and put in",
            "place. Stop the systems that write the home first. Killed at any moment, it can be called again."
        })
final class RestoreCommand extends Verb {
    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final BackupsOption backups = new BackupsOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @ArgGroup
    private @Nullable Which which;

    @Option(names = "--in-place", description = "Replace the home. It is moved aside, not deleted.")
    private boolean inPlace;

    /** The last one when neither is given. */
    static final class Which {
        @Option(names = "--backup", paramLabel = "ID", description = "Which one. Default: the last.")
        private @Nullable String id;

        @Option(
                names = "--as-of",
                paramLabel = "TIME",
                description = "The last backup of a state at this time or before, such as 2025-11-03T21:00:00Z.")
        private @Nullable String asOf;
    }

    RestoreCommand(Shell shell) {
        super(shell);
    }

    @Override
    public Integer call() {
        RestoreReport report;
        try (BackupsOption.Steps steps = new BackupsOption.Steps(progress())) {
            Backups in = backups.open(shell(), steps);
            report = in.restore(select(in), home.path(), inPlace ? RestoreMode.IN_PLACE : RestoreMode.NEW_PLACE);
        }
        if (json.isWanted()) {
            Map<String, @Nullable Object> tree = JsonText.object();
            tree.put("home", report.home().toString());
            tree.put("kept", report.kept().map(Object::toString).orElse(null));
            tree.put("backup", BackupText.json(report.backup()));
            printJson(tree);
        } else {
            print(report.home() + " is restored as it was at " + report.backup().created() + ", from "
                    + report.backup().id() + ": " + report.backup().files() + " files with "
                    + report.backup().bytes() + " bytes");
            report.kept().ifPresent(kept -> print("The home that was there before is kept at " + kept));
        }
        return ExitCode.OK;
    }

    private Backup select(Backups in) {
        Which given = which;
        if (given != null && given.id != null) {
            return in.get(given.id);
        }
        return given != null && given.asOf != null ? in.asOf(Moment.parse("--as-of", given.asOf, null)) : in.latest();
    }
}
