package dev.barque.store.ingest;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records that a program hands over. */
final class GivenRecords implements RecordReader {
    private final Iterator<? extends Map<String, ?>> records;
    private final Columns columns;
    private long count;

    GivenRecords(Iterable<? extends Map<String, ?>> records, Columns columns) {
        this.records = records.iterator();
        this.columns = columns;
    }

    @Override
    public @Nullable RawRecord next() {
        return records.hasNext() ? RawRecord.good(++count, columns.rename(records.next())) : null;
    }

    @Override
    public long done() {
        return count;
    }

    @Override
    public long total() {
        return -1;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
