package dev.barque.cli.internal.work;

import dev.barque.ops.backup.Backup;
import dev.barque.ops.backup.Backups;
import dev.barque.ops.backup.DirectoryTarget;
import dev.barque.ops.backup.DrillReport;
import dev.barque.ops.checks.data.BackupState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What the descriptions of backups in a directory say; needs no key. */
final class BackupsInDirectory implements BackupState {
    private final Backups backups;

    BackupsInDirectory(Path directory, Clock clock) {
        backups = Backups.in(DirectoryTarget.at(directory)).clock(clock).build();
    }

    @Override
    public Optional<Instant> lastBackup() {
        return backups.list().stream().map(Backup::created).max(Instant::compareTo);
    }

    @Override
    public Optional<Instant> lastVerifiedRestore() {
        return backups.lastPassedDrill().map(DrillReport::at);
    }
}
