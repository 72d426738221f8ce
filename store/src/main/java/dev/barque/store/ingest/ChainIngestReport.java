package dev.barque.store.ingest;

import dev.barque.core.quality.QuoteReport;
import java.util.Objects;

/**
 * What became of an input of option chains.
 *
 * @param records what became of its records; a record is one contract of one chain
 * @param chains how many chains the good records are of: symbols and instants
 * @param quotes what the rules for quotes say of the contracts that could be read: those that are refused are among the rejects,
 *     those that are marked went in as they are
 */
public record ChainIngestReport(IngestReport records, long chains, QuoteReport quotes) {
    /** Nulls are refused. */
    public ChainIngestReport {
        Objects.requireNonNull(records, "records");
        Objects.requireNonNull(quotes, "quotes");
    }
}
