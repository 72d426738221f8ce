package dev.barque.store.ingest;

/** Hears how far an ingest has come, every few thousand records, on the thread that ingests. */
@FunctionalInterface
public interface IngestListener {
    /**
     * How far it is.
     *
     * @param records how many records were read so far
     * @param done how much of the input that is, in bytes or in rows
     * @param total how much the input is in the same unit; -1 when nobody knows
     */
    void progress(long records, long done, long total);
}
