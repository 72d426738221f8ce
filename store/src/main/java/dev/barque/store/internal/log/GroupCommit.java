package dev.barque.store.internal.log;

import dev.barque.core.feature.FeatureRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Appends of several threads that share a write and a sync. One thread leads: it takes all that wait, writes them by one call,
 * syncs, shows the rows and lets the others go; none is acknowledged without a sync that began after its rows were written.
 * Safe for use by several threads.
 *
 * <p>Threads that were let go together come again at about the same time. So the next leader waits for as many as took part or
 * came late in the round before, as long as they keep coming: otherwise two halves would take turns, each with a sync of its own.
 * A thread that is alone never waits. The others give their turn on the processor away for about as long as a sync takes before
 * they sleep: to be woken costs more than a sync.
 */
public final class GroupCommit {
    private static final long MOST_PATIENCE_NANOS = 50_000;

    private final LogWriter log;
    private final Shown shown;
    private final AtomicReference<@Nullable Append> waiting = new AtomicReference<>();
    private final AtomicBoolean led = new AtomicBoolean();

    /** What a sync took of late, as far as that is worth waiting for. Written by the leader. */
    private volatile long patienceNanos;

    // Guarded by 'led'.
    private final List<Append> group = new ArrayList<>();
    private int expected;

    /** Shows rows that are safe. */
    @FunctionalInterface
    public interface Shown {
        /** All rows of one append at once. */
        void show(List<FeatureRow> rows, Written written, long ingestedMicros);
    }

    /** Appends to a log. */
    public GroupCommit(LogWriter log, Shown shown) {
        this.log = log;
        this.shown = shown;
    }

    /** Makes rows safe and shows them, all or none. */
    public void append(List<FeatureRow> rows, long ingestedMicros) {
        Append mine = new Append(rows, ingestedMicros);
        push(mine);
        boolean interrupted = false;
        boolean yielded = false;
        while (!mine.isDone()) {
            if (led.compareAndSet(false, true)) {
                leadUnlessDone(mine);
            } else if (!yielded) {
                yieldFor(mine);
                yielded = true;
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted(); // rows may be written: whether they are safe has to be known first
            }
        }
        mine.wakeOthers();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (mine.failure != null) {
            throw failure(mine.failure);
        }
    }

    private void push(Append mine) {
        Append before;
        do {
            before = waiting.get();
            mine.next = before;
            mine.waiting = before == null ? 1 : before.waiting + 1;
        } while (!waiting.compareAndSet(before, mine));
    }

    private void leadUnlessDone(Append mine) {
        try {
            if (!mine.isDone()) {
                gather();
                lead(mine);
            }
        } finally {
            led.set(false);
            // Whoever came meanwhile found that there is a leader, and may sleep.
            Append next = waiting.get();
            if (next != null) {
                next.wake();
            }
        }
    }

    private void yieldFor(Append mine) {
        long began = System.nanoTime();
        while (!mine.isDone() && led.get() && System.nanoTime() - began < 2 * patienceNanos) {
            giveWay();
        }
    }

    private void gather() {
        int seen = 0;
        long since = 0;
        for (Append last = waiting.get(); last != null && last.waiting < expected; last = waiting.get()) {
            long now = System.nanoTime();
            if (last.waiting > seen) {
                seen = last.waiting;
                since = now;
            } else if (now - since > patienceNanos) {
                return;
            }
            giveWay();
        }
    }

    /** What the scheduler makes of it changes how fast this is, not what it does. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void giveWay() {
        Thread.yield();
    }

    private void lead(Append mine) {
        Append first = inOrder(waiting.getAndSet(null));
        try {
            log.append(first);
            commit(first);
        } catch (RuntimeException | Error e) {
            for (Append each = first; each != null; each = each.next) {
                each.failure = each.failure == null ? e : each.failure;
            }
        } finally {
            release(first, mine);
        }
    }

    private void commit(Append first) {
        long last = 0;
        for (Append each = first; each != null; each = each.next) {
            last = each.isWritten() ? each.lastSequence() : last;
        }
        if (last > 0) {
            long began = System.nanoTime();
            log.commit(last);
            long took = System.nanoTime() - began;
            long before = patienceNanos;
            patienceNanos = Math.min(MOST_PATIENCE_NANOS, (3 * before + took) / 4);
        }
        for (Append each = first; each != null; each = each.next) {
            if (each.isWritten()) {
                shown.show(each.rows, each, each.ingestedMicros);
            }
        }
    }

    /** Lets all of a group go: the leader wakes two of them, and each of the others the next but one. */
    private void release(Append first, Append mine) {
        for (Append each = first; each != null; each = each.next) {
            if (each != mine) {
                group.add(each);
            }
        }
        Append late = waiting.get();
        expected = group.size() + 1 + (late == null ? 0 : late.waiting);
        for (int i = group.size() - 1; i >= 0; i--) {
            group.get(i).done(member(i + 2), null);
        }
        mine.done(member(0), member(1));
        group.clear();
    }

    private @Nullable Append member(int i) {
        return i < group.size() ? group.get(i) : null;
    }

    private static Append inOrder(@Nullable Append last) {
        Append first = null;
        for (Append each = last; each != null; ) {
            Append before = each.next;
            each.next = first;
            first = each;
            each = before;
        }
        return Objects.requireNonNull(first, "the leader's own append waits too");
    }

    /** Each thread gets an error of its own. */
    private RuntimeException failure(Throwable failure) {
        log.requireSound();
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }
}
