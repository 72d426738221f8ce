package dev.barque.store.internal.log;

import dev.barque.core.error.BarqueException;
import dev.barque.store.internal.StoreErrors;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to sync: one thread does, for all that was written before it began; the others wait for that or for the next
 * sync. Safe for use by several threads.
 */
final class SyncTurn {
    private final Path directory;
    private volatile long written;
    private volatile @Nullable Throwable failure;
    private long synced;
    private boolean taken;

    SyncTurn(Path directory, long lastSequence) {
        this.directory = directory;
        written = lastSequence;
        synced = lastSequence;
    }

    /** All rows up to a sequence are written. */
    void wrote(long sequence) {
        written = sequence;
    }

    long written() {
        return written;
    }

    boolean isSound() {
        return failure == null;
    }

    void requireSound() {
        Throwable cause = failure;
        if (cause != null) {
            throw failed(cause);
        }
    }

    /** Waits until a sequence is synced (false) or until it is this thread's turn to sync (true). */
    synchronized boolean take(long sequence) {
        boolean interrupted = false;
        try {
            while (synced < sequence) {
                requireSound();
                if (!taken) {
                    taken = true;
                    return true;
                }
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true; // the row is written: whether it is safe has to be known first
                }
            }
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until nobody syncs. */
    void takeAlone() {
        take(Long.MAX_VALUE);
    }

    /** All rows up to a sequence are synced. */
    synchronized void pass(long sequence) {
        synced = Math.max(synced, sequence);
        taken = false;
        notifyAll();
    }

    /** Stops the writer for good. */
    synchronized void fail(Throwable cause) {
        failure = cause;
        taken = false;
        notifyAll();
    }

    private BarqueException failed(Throwable cause) {
        return cause instanceof BarqueException b && b.code().equals("store.log-failed")
                ? b
                : StoreErrors.logFailed(directory, cause);
    }
}
