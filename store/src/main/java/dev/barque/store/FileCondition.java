package dev.barque.store;

/** In what condition a part of a home was found. */
public enum FileCondition {
    /** Whole, in its place, and what was written. */
    OK,
    /** Its bytes are not those that were written, or they do not hold what they should. */
    DAMAGED,
    /** A data file that nothing vouches for. */
    MISSING_MANIFEST,
    /** A manifest whose data file is gone. */
    MISSING_FILE,
    /** Written for another symbol, date or version than where it lies. */
    WRONG_PLACE,
    /** An earlier version of the partition than the last one that was published: an old copy was put over it. */
    STALE,
    /** Its damaged file lies in quarantine and nothing has replaced it yet: reads of it are an error. */
    QUARANTINED,
    /** What a writer that was killed left aside: harmless. */
    ORPHAN_TEMPORARY,
    /** Nothing that Barque writes. */
    FOREIGN,
    /** The operating system does not let it be read. */
    UNREADABLE
}
