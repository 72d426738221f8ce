package dev.barque.core.feature;

import java.util.Optional;

/**
 * Reads the rows of one symbol and version at instants that go forward, as a replay does. It answers what {@link FeatureReader#find}
 * answers. An instant that lies before the last one is answered as well, but costs a search. Belongs to one thread.
 */
@FunctionalInterface
public interface RowCursor {
    /**
     * The winning row among those about instants up to {@code eventMicros} that were known by {@code knownMicros}, both in UTC
     * microseconds and both ends included; empty when there is none. Errors are those of {@link FeatureReader#find}, and the same
     * call may be made again.
     */
    Optional<FeatureRow> find(long eventMicros, long knownMicros);
}
