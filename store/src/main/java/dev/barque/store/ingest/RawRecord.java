package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of an input, or why there is none.
 *
 * @param line its line or row, counted from 1
 * @param fields what it says, under the names of {@link L1Field#key()}; empty when it is bad
 * @param problem why it cannot be read
 */
record RawRecord(long line, Map<String, ?> fields, @Nullable BarqueException problem) {
    static RawRecord good(long line, Map<String, ?> fields) {
        return new RawRecord(line, fields, null);
    }

    static RawRecord bad(long line, BarqueException problem) {
        return new RawRecord(line, Map.of(), problem);
    }
}
