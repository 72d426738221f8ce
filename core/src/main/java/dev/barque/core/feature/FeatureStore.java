package dev.barque.core.feature;

import java.util.List;

/** Keeps feature rows and reads them as of an instant. Safe for use by several threads. */
public interface FeatureStore extends FeatureReader, AutoCloseable {
    /**
     * Adds rows, all of them or none. When this returns, every later read sees them. A row that is equal in all its
     * content to one that is there already is dropped silently, so that repeating a write is harmless.
     */
    void append(List<FeatureRow> rows);

    /** {@link #append(List)} of one row. */
    default void append(FeatureRow row) {
        append(List.of(row));
    }

    /** Lets go of what it holds; closing twice is harmless. */
    @Override
    void close();
}
