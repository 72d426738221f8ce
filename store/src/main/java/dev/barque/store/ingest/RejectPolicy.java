package dev.barque.store.ingest;

/** What a bad record does to the good ones of the same input. */
public enum RejectPolicy {
    /** Nothing: they go in, and it is listed. */
    KEEP_GOOD,
    /** None of them goes in: the input is read through first, then taken as a whole or refused. */
    REFUSE_ALL
}
