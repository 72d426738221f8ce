package dev.barque.store.internal.log;

import dev.barque.core.feature.FeatureRow;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One call of append on its way through {@link GroupCommit}: whoever leads the group fills it in, up to {@link #done}. */
final class Append extends Written {
    final List<FeatureRow> rows;
    final long ingestedMicros;
    private final Thread thread = Thread.currentThread();

    /** The one before it while it waits, the one behind it in its group. */
    @Nullable
    Append next;

    /** How many wait up to this one. */
    int waiting;

    @Nullable
    Throwable failure;

    /** Whom its thread wakes when it is done itself: so the leader need not wake them all, one after another. */
    private @Nullable Append wakes;

    private @Nullable Append wakesToo;
    private volatile boolean done;

    Append(List<FeatureRow> rows, long ingestedMicros) {
        this.rows = rows;
        this.ingestedMicros = ingestedMicros;
    }

    boolean isDone() {
        return done;
    }

    /** Its thread goes on once it sees this; those that it wakes must be done before, or they would sleep again for good. */
    void done(@Nullable Append wakes, @Nullable Append wakesToo) {
        this.wakes = wakes;
        this.wakesToo = wakesToo;
        done = true;
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    void wakeOthers() {
        if (wakes != null) {
            wakes.wake();
        }
        if (wakesToo != null) {
            wakesToo.wake();
        }
    }
}
