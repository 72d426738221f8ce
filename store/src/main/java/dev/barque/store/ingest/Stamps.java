package dev.barque.store.ingest;

import dev.barque.core.market.StampConvention;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.l1.L1Record;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Bounds and conversions that both sets of rules share. */
final class Stamps {
    /** The first microsecond of year 1, in UTC. */
    static final long YEAR_1 = LocalDate.of(1, 1, 1).toEpochDay() * UtcMicros.PER_DAY;

    /** The first microsecond that no four-digit year holds. */
    static final long YEAR_10000 = LocalDate.of(10_000, 1, 1).toEpochDay() * UtcMicros.PER_DAY;

    private Stamps() {}

    /** When the bar of a record became complete; throws what makes it a bad one. */
    static long completed(StampConvention stamps, L1Record bar) {
        long completed = stamps.completedAt(bar.timeMicros());
        if (completed >= YEAR_10000) {
            throw IngestErrors.timeOverflow(bar.time());
        }
        return completed;
    }

    /** A wall clock out of its microseconds. */
    static LocalDateTime local(long localMicros) {
        return LocalDateTime.ofInstant(UtcMicros.toInstant(localMicros), ZoneOffset.UTC);
    }
}
