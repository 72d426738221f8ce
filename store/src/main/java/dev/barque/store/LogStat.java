package dev.barque.store;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.log.UnsealedLog;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How much the log of a home holds that is not in Parquet files yet.
 *
 * @param segments files of the log
 * @param bytes of those, as far as they are allocated
 * @param unsealedRows rows that are in the log alone
 * @param oldestUnsealed when the first of these was written; empty without any
 */
public record LogStat(long segments, long bytes, long unsealedRows, Optional<Instant> oldestUnsealed) {
    /** Nulls are refused. */
    public LogStat {
        Objects.requireNonNull(oldestUnsealed, "oldestUnsealed");
    }

    /**
     * Reads the log; changes nothing and needs no lock. Rows behind damage in the middle of a segment are not counted. Throws
     * {@code store.cannot-read} and {@code store.corrupt-checkpoint}.
     */
    public static LogStat of(Path home) {
        return of(home, FileAccess.real());
    }

    /** {@link #of(Path)} on a disk that is not the real one. */
    public static LogStat of(Path home, FileAccess files) {
        Path whole = home.toAbsolutePath().normalize();
        try {
            return UnsealedLog.of(files, whole);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(whole.resolve("log"), e);
        }
    }
}
