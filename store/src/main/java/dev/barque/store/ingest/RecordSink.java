package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.store.l1.L1Record;

/** What becomes of the records of an input. */
interface RecordSink {
    /** Takes a record; throws what makes it a bad one, and has then not taken it. */
    void add(L1Record bar);

    /** A record that is bad. */
    void reject(long line, BarqueException problem);

    /** How many records came, good and bad. */
    long read();

    /** Whether what waits should be written. */
    boolean isFull();
}
