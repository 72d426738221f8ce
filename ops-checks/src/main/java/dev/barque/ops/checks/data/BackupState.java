package dev.barque.ops.checks.data;

import java.time.Instant;
import java.util.Optional;

/** What is known of the backups of a system. Asked by checks, from any thread; looks nothing over itself. */
public interface BackupState {
    /** The point to which the last complete backup goes; empty when there is none. */
    Optional<Instant> lastBackup();

    /** When a backup was last restored and read, as a drill; empty when that never happened. */
    Optional<Instant> lastVerifiedRestore();
}
