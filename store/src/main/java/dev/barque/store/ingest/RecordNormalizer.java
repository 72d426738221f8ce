package dev.barque.store.ingest;

import dev.barque.core.error.BarqueException;
import dev.barque.store.l1.L1Record;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a vendor's record (L0) into a normalised one (L1): one name per instrument, UTC, prices and volumes as numbers,
 * implied volatility as a fraction. Implementations keep no state and are safe to share.
 */
public interface RecordNormalizer {
    /**
     * Normalises one record.
     *
     * @param raw field names to values: null, Boolean, numbers, text, {@code LocalDateTime}, {@code OffsetDateTime},
     *     {@code ZonedDateTime} or {@code Instant}. The fields are {@code symbol}; {@code t}, {@code timestamp} or
     *     {@code time}; {@code price}, {@code volume}, {@code dollar_volume}, {@code iv}, {@code oi}; others are ignored
     * @param rawRef where the raw record is kept, for the audit trail; null when it is nowhere
     * @param source who delivered it
     * @throws BarqueException with a code that begins with {@code ingest.} and says what is wrong with the record
     */
    L1Record normalize(Map<String, ?> raw, @Nullable String rawRef, String source);

    /**
     * The rules of the published system, faults included: symbols in upper case with its two aliases, times without an
     * offset are New York's, a volume of 0 is overwritten, negative and missing prices pass.
     */
    static RecordNormalizer published() {
        return new PublishedRules();
    }

    /**
     * The rules to use: nothing is guessed that can be declared, what was given is kept, and what cannot be a bar is
     * refused. Declare more on what is returned.
     */
    static StandardRules standard() {
        return StandardRules.undeclared();
    }
}
