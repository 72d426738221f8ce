package dev.barque.store.ingest;

/** What to do with a time without an offset that a wall clock showed twice, when clocks went back in autumn. */
public enum RepeatedHour {
    /** Refuse the record: nobody can tell which of the two is meant. */
    REFUSED,
    /** Take the first of the two, in summer time. */
    FIRST,
    /** Take the second of the two, in winter time. */
    SECOND
}
