package dev.barque.store.internal.log;

import java.nio.file.Path;

/** A segment as its writer sees it. Not safe for use by several threads. */
final class SegmentInfo {
    final Path path;
    /** The number under which {@link LogRows} reads it. */
    final int number;

    final long firstSequence;
    /** The latest UTC day of a row, counted from 1970-01-01. */
    long lastDay = Long.MIN_VALUE;

    SegmentInfo(Path path, int number, long firstSequence) {
        this.path = path;
        this.number = number;
        this.firstSequence = firstSequence;
    }
}
