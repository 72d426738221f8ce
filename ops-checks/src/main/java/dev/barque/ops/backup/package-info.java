/**
 * Backup, verification, retention, restore and drill of a home. Start at {@link dev.barque.ops.backup.Backups}; a place to keep
 * backups is a {@link dev.barque.ops.backup.BackupTarget}, of which {@link dev.barque.ops.backup.DirectoryTarget} is one, and
 * {@code BackupTargetConformance} in the testkit tests yours.
 *
 * <p>Instants are UTC, sizes are bytes. No parameter may be null. Records are immutable and safe to share. Nothing here starts a
 * thread of Java; zstd packs on one of its own, see {@link dev.barque.ops.backup.Backups.Builder#compressionThreads}. Stable.
 */
@NullMarked
package dev.barque.ops.backup;

import org.jspecify.annotations.NullMarked;
