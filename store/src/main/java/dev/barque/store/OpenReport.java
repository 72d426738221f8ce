package dev.barque.store;

import java.util.List;

/**
 * What opening a store found in its log.
 *
 * @param rows rows that are in the log and not known to be in Parquet files
 * @param logBytes bytes of the log that were read
 * @param damages what was wrong, in the order of the log; empty when all was well
 */
public record OpenReport(long rows, long logBytes, List<LogDamage> damages) {
    /** Copies the list. */
    public OpenReport {
        damages = List.copyOf(damages);
    }
}
