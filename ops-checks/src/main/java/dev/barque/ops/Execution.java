package dev.barque.ops;

import org.jspecify.annotations.Nullable;

/** One run of one check on its way through {@link Workers}, whose lock guards all of it. */
final class Execution {
    final Slot slot;
    final long submitted;
    final long deadline;

    @Nullable
    Thread thread;

    boolean overdue;

    Execution(Slot slot, long now) {
        this.slot = slot;
        submitted = now;
        deadline = now + slot.entry.descriptor().deadline().toNanos();
    }

    boolean isOver(long now) {
        return now - deadline >= 0;
    }
}
