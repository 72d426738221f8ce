package dev.barque.ops.backup;

import dev.barque.ops.backup.BackupListener.Step;

/** Counts the bytes of one step. */
final class Progress {
    private final BackupListener listener;
    private final Step step;
    private final long of;
    private long done;

    Progress(BackupListener listener, Step step, long of) {
        this.listener = listener;
        this.step = step;
        this.of = of;
    }

    void add(long bytes) {
        done += bytes;
        listener.reached(step, done, of);
    }
}
