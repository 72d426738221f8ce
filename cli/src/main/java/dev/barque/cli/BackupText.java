package dev.barque.cli;

import dev.barque.cli.internal.console.JsonText;
import dev.barque.cli.internal.console.Table;
import dev.barque.ops.backup.Backup;
import dev.barque.ops.backup.DrillReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Backups for people and for scripts. */
final class BackupText {
    private BackupText() {}

    static String table(List<Backup> backups) {
        Table table = Table.ofNumbers(
                        "backup", "created", "kind", "files", "bytes", "own files", "archive", "needs", "encrypted")
                .endingInText();
        for (Backup backup : backups) {
            table.row(
                    backup.id(),
                    backup.created(),
                    kind(backup),
                    backup.files(),
                    backup.bytes(),
                    backup.storedFiles(),
                    backup.archive().bytes(),
                    backup.needs().size(),
                    backup.isEncrypted() ? "yes" : "no");
        }
        return table.text();
    }

    static String line(Backup backup) {
        return "Backup " + backup.id() + ", " + kind(backup) + ": " + backup.files() + " files with " + backup.bytes()
                + " bytes, of which " + backup.storedFiles() + " in its own archive of "
                + backup.archive().bytes() + " bytes; rows up to sequence " + backup.lastSequence();
    }

    static String kind(Backup backup) {
        return backup.kind().name().toLowerCase(Locale.ROOT);
    }

    static Map<String, @Nullable Object> json(Backup backup) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("id", backup.id());
        tree.put("number", backup.number());
        tree.put("created", backup.created().toString());
        tree.put("kind", kind(backup));
        tree.put("home", backup.home());
        tree.put("last_sequence", backup.lastSequence());
        tree.put("files", backup.files());
        tree.put("bytes", backup.bytes());
        tree.put("own_files", backup.storedFiles());
        tree.put("own_bytes", backup.storedBytes());
        tree.put("archive_bytes", backup.archive().bytes());
        tree.put("needs", backup.needs());
        tree.put("key", backup.isEncrypted() ? backup.keyId() : null);
        return tree;
    }

    static Map<String, @Nullable Object> json(DrillReport drill) {
        Map<String, @Nullable Object> tree = JsonText.object();
        tree.put("backup", drill.id());
        tree.put("at", drill.at().toString());
        tree.put("passed", drill.isPassed());
        tree.put("files", drill.files());
        tree.put("partitions", drill.partitions());
        tree.put("rows", drill.rows());
        tree.put("log_rows", drill.logRows());
        tree.put("bar_files", drill.barFiles());
        tree.put("problems", drill.problems());
        return tree;
    }
}
