package dev.barque.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of one check on its way through {@link Workers}, whose lock guards all of it. */
final class Execution {
    /** It may wait so long for a thread even if its deadline is shorter: that there is none yet is not its fault. */
    private static final long LEAST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    final Slot slot;
    /** When its deadline would be over if it had begun at once: what has least time goes first. */
    final long due;

    private final long submitted;
    private long began;
    private @Nullable Thread thread;
    private boolean overdue;
    private boolean ended;
    private @Nullable Pass watcher;
    private List<Pass> others = List.of();

    Execution(Slot slot, long now) {
        this.slot = slot;
        submitted = now;
        due = now + Math.min(slot.deadlineNanos, Long.MAX_VALUE / 4);
    }

    /** From now on its deadline counts. */
    void begin(Thread by, long now) {
        thread = by;
        began = now;
    }

    boolean hasBegun() {
        return thread != null;
    }

    /** Whether its deadline is over, or it has waited too long for a thread. */
    boolean isOver(long now) {
        return left(now) <= 0;
    }

    /** For how long nothing is to be done about it unless it begins or ends; 0 and less when it is over. */
    long untilLook(long now) {
        long left = slot.deadlineNanos - age(now);
        return left > 0 ? left : left(now);
    }

    private long left(long now) {
        return (thread == null ? mostWaitNanos() : slot.deadlineNanos) - age(now);
    }

    /** For how long it may wait for a thread. */
    long mostWaitNanos() {
        return Math.max(slot.deadlineNanos, LEAST_WAIT_NANOS);
    }

    /** Nanoseconds since it began, or since it has been waiting for a thread. */
    long age(long now) {
        return now - (thread == null ? submitted : began);
    }

    /** Its time is over: its answer will not count, and its thread is to stop. */
    void giveUp() {
        overdue = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    boolean isOverdue() {
        return overdue;
    }

    void watch(Pass by) {
        if (watcher == null) {
            watcher = by;
            return;
        }
        if (others.isEmpty()) {
            others = new ArrayList<>();
        }
        others.add(by);
    }

    /** Whether nobody waits for it any more. */
    boolean unwatch(Pass by) {
        if (watcher == by) {
            watcher = others.isEmpty() ? null : others.remove(others.size() - 1);
        } else {
            others.remove(by);
        }
        return watcher == null;
    }

    /** There is a result, its own or one that says why there is none: tells who waits. */
    void end() {
        ended = true;
        if (watcher != null) {
            watcher.answered(slot);
        }
        for (Pass other : others) {
            other.answered(slot);
        }
    }

    boolean hasEnded() {
        return ended;
    }
}
