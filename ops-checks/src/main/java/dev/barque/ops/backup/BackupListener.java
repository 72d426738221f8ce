package dev.barque.ops.backup;

/** Hears how far long work is; called on the thread that works, often. */
@FunctionalInterface
public interface BackupListener {
    /** What is being done. */
    enum Step {
        /** Files of the home are read and put. */
        COPYING,
        /** Archives are read and held against their manifests. */
        VERIFYING,
        /** Files are written beside the home. */
        RESTORING,
        /** What was written is read back. */
        READING_BACK
    }

    /** So many bytes of files, of so many in this step. */
    void reached(Step step, long bytes, long ofBytes);
}
