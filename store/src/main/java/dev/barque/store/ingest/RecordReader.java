package dev.barque.store.ingest;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The records of an input, one after the other. */
interface RecordReader extends AutoCloseable {
    /** The records of a file. */
    static RecordReader open(Path file, IngestFormat format, Charset charset, char separator, Columns columns)
            throws IOException {
        return switch (format) {
            case CSV -> new CsvRecords(file, charset, separator, columns);
            case JSONL -> new JsonlRecords(file, charset, columns);
            case PARQUET -> new ParquetRecords(file, columns);
        };
    }

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
