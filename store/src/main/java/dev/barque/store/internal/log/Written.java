package dev.barque.store.internal.log;

import org.jspecify.annotations.Nullable;

/** Where the rows of one append were written. Not safe for use by several threads. */
public sealed class Written permits Append {
    private long firstSequence;
    private long firstLocation;
    private long @Nullable [] others;

    Written() {}

    final void set(long sequence, long location, long @Nullable [] locationsOfOthers) {
        firstSequence = sequence;
        firstLocation = location;
        others = locationsOfOthers;
    }

    final void forget() {
        firstSequence = 0;
    }

    final boolean isWritten() {
        return firstSequence > 0;
    }

    /** The sequence of the first row; the others follow. */
    public final long firstSequence() {
        return firstSequence;
    }

    /** The sequence of the last row. */
    public final long lastSequence() {
        return firstSequence + (others == null ? 0 : others.length);
    }

    /** Where {@link LogRows} reads a row of the batch. */
    public final long location(int row) {
        return row == 0 || others == null ? firstLocation : others[row - 1];
    }
}
