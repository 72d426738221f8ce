package dev.barque.store.ingest;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How records are written in a file. */
public enum IngestFormat {
    /** A header line, then one record a line, quoted as in RFC 4180. */
    CSV,
    /** One JSON object a line. */
    JSONL,
    /** A Parquet file with flat columns. */
    PARQUET;

    /** The format that the name of a file tells: {@code .csv}, {@code .jsonl}, {@code .ndjson} or {@code .parquet}. */
    public static Optional<IngestFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return Optional.of(CSV);
        }
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return Optional.of(JSONL);
        }
        return name.endsWith(".parquet") ? Optional.of(PARQUET) : Optional.empty();
    }
}
