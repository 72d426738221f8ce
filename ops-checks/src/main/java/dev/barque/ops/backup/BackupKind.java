package dev.barque.ops.backup;

/** What of a home a backup carries itself. */
public enum BackupKind {
    /** Everything. */
    FULL,
    /** What no file of the backup before it holds, by digest; the rest it takes from that one and those before. */
    INCREMENTAL
}
