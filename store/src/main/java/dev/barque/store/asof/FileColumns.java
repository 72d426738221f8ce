package dev.barque.store.asof;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What the columns of a foreign Parquet file are; all others are features by their names. From when a row could have been used has to
 * be declared, nothing is guessed. Immutable.
 */
public final class FileColumns {
    private final String symbol;
    private final String time;
    private final Optional<String> known;
    private final Duration lag;
    private final Zoneless zoneless;

    /** What becomes of timestamps that do not say where their clock hangs. */
    public enum Zoneless {
        /** They are refused. */
        REFUSED,
        /** They are UTC. */
        UTC
    }

    private FileColumns(String symbol, String time, Optional<String> known, Duration lag, Zoneless zoneless) {
        this.symbol = Objects.requireNonNull(symbol, "symbol");
        this.time = Objects.requireNonNull(time, "time");
        this.known = known;
        this.lag = lag;
        this.zoneless = zoneless;
    }

    /**
     * A file that says from when each row could have been used.
     *
     * @param symbol column of texts
     * @param time column of timestamps: what a row is about
     * @param known column of timestamps: from when it could have been used
     */
    public static FileColumns known(String symbol, String time, String known) {
        return new FileColumns(symbol, time, Optional.of(known), Duration.ZERO, Zoneless.REFUSED);
    }

    /** A file whose rows could be used so long after what they are about; not negative. */
    public static FileColumns lagged(String symbol, String time, Duration lag) {
        if (lag.isNegative()) {
            throw new IllegalArgumentException("A lag must not be negative but was " + lag);
        }
        return new FileColumns(symbol, time, Optional.empty(), lag, Zoneless.REFUSED);
    }

    /** The same columns, with timestamps without a zone taken as declared. */
    public FileColumns zoneless(Zoneless taken) {
        return new FileColumns(symbol, time, known, lag, taken);
    }

    /** The column of symbols. */
    public String symbol() {
        return symbol;
    }

    /** The column of event times. */
    public String time() {
        return time;
    }

    /** The column of knowledge times, empty where {@link #lag} says it. */
    public Optional<String> known() {
        return known;
    }

    /** How long after its event time a row could be used. */
    public Duration lag() {
        return lag;
    }

    /** What becomes of timestamps without a zone. */
    public Zoneless zoneless() {
        return zoneless;
    }
}
