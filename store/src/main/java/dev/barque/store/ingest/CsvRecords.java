package dev.barque.store.ingest;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A CSV file under its header. */
final class CsvRecords implements RecordReader {
    private final CsvLines lines;
    private final Columns columns;
    private final Map<String, Integer> places;

    CsvRecords(Path file, Charset charset, char separator, Columns columns) throws IOException {
        this.columns = columns;
        lines = new CsvLines(file, charset, separator);
        try {
            places = columns.in(file.toString(), lines.header());
        } catch (RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        CsvLines.Entry record = lines.next();
        if (record == null) {
            return null;
        }
        return record.problem() == null
                ? RawRecord.good(record.number(), named(record.fields()))
                : RawRecord.bad(record.number(), record.problem());
    }

    @Override
    public long done() {
        return lines.done();
    }

    @Override
    public long total() {
        return lines.total();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private Map<String, Object> named(List<String> fields) {
        Map<String, Object> named = new HashMap<>();
        places.forEach((field, place) -> {
            if (!fields.get(place).isEmpty()) {
                named.put(field, fields.get(place));
            }
        });
        return columns.complete(named);
    }
}
