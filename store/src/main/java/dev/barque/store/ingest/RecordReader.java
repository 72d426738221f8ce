package dev.barque.store.ingest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of an input, one after the other. */
interface RecordReader extends AutoCloseable {
    /** The next one, good or bad; null at the end. */
    @Nullable
    RawRecord next() throws IOException;

    /** How much of the input was read. */
    long done();

    /** How much there is, in the same unit; -1 when nobody knows. */
    long total();

    @Override
    void close() throws IOException;
}
