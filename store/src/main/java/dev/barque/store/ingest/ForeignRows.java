package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.core.feature.FeatureRow;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a foreign table of features under a plan, one after the other. */
interface ForeignRows extends AutoCloseable {
    /** Goes to the next row; false behind the last one. */
    boolean next() throws IOException;

    /** The line or row, from 1. */
    long number();

    /** Why the row cannot be read; null when it can. */
    @Nullable
    BarqueException problem();

    /** What stands in the column of symbols; null for nothing. */
    @Nullable
    Object symbol();

    /** What stands in the column of event times; null for nothing. */
    @Nullable
    Object time();

    /** What stands in the column of knowledge times; null for nothing or when there is none. */
    @Nullable
    Object created();

    /**
     * Sets the features of the row.
     *
     * @return about how many bytes of heap its texts and lists take
     * @throws BarqueException for a value that is not of the feature's type
     */
    long fill(FeatureRow.Builder to);

    /** How much of the input was read. */
    long done();

    /** How much there is, in the same unit. */
    long total();

    @Override
    void close() throws IOException;
}
