package dev.barque.store.internal.l1;

/**
 * From when to when the bars of a file became complete, in UTC microseconds, both inclusive; the first is after the last
 * when there is none.
 */
public record L1FileFacts(long first, long last) {
    /** Whether a bar of the file may lie in {@code [from, to)}. */
    public boolean overlaps(long from, long to) {
        return first <= last && first < to && last >= from;
    }
}
