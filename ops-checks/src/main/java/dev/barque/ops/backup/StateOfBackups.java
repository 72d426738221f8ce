package dev.barque.ops.backup;

import dev.barque.ops.checks.data.BackupState;
import java.time.Instant;
import java.util.Optional;

/** What descriptions and reports of drills say; needs no key. */
record StateOfBackups(Backups backups) implements BackupState {
    @Override
    public Optional<Instant> lastBackup() {
        return backups.list().stream().map(Backup::created).max(Instant::compareTo);
    }

    @Override
    public Optional<Instant> lastVerifiedRestore() {
        return backups.lastPassedDrill().map(DrillReport::at);
    }
}
