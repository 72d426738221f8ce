package dev.barque.store.ingest;

/** What a number counts that stands for a time: so many of these since 1970-01-01T00:00Z. */
public enum EpochUnit {
    /** Seconds; a fraction counts. */
    SECONDS(1_000_000_000L),
    /** Thousandths of a second. */
    MILLISECONDS(1_000_000L),
    /** Millionths of a second. */
    MICROSECONDS(1_000L),
    /** Billionths of a second, cut to microseconds. */
    NANOSECONDS(1L);

    private final long nanos;

    EpochUnit(long nanos) {
        this.nanos = nanos;
    }

    /** How many nanoseconds one of them lasts. */
    public long nanos() {
        return nanos;
    }
}
