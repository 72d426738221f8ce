package dev.barque.store;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Something that opening found wrong with the log.
 *
 * @param kind what
 * @param segment the file of the log, or the one that should be there
 * @param position where in it the damage begins
 * @param bytes how long it is; 0 for a segment that is not there
 * @param firstSequence the first row that may be lost by it
 * @param nextSequence the row with which the log goes on; no row is lost when it equals {@code firstSequence}
 * @param quarantined where the damaged bytes were put, beside a report in JSON; empty for a torn tail, for a missing segment and
 *     when a store was opened read-only
 */
public record LogDamage(
        Kind kind,
        Path segment,
        long position,
        long bytes,
        long firstSequence,
        long nextSequence,
        Optional<Path> quarantined) {
    /** What may be wrong. */
    public enum Kind {
        /** The log ended in the middle of a record, as the death of a writer leaves it: nothing acknowledged is lost. */
        TORN_TAIL,
        /** Bytes that make no sense, and sound records after them. */
        DAMAGED,
        /** A segment is not there whose rows are in no Parquet file. */
        MISSING
    }
}
