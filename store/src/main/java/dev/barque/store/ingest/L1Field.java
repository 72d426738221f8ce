package dev.barque.store.ingest;

import java.util.List;

/** What a column of a vendor's file can mean, and the names by which it is known without being declared. */
public enum L1Field {
    /** Whose bar it is. */
    SYMBOL("symbol", "symbol", "ticker"),
    /** The time stamp. */
    TIME("t", "t_event", "t", "timestamp", "time", "datetime"),
    /** The last price. */
    PRICE("price", "price", "close"),
    /** Shares or contracts. */
    VOLUME("volume", "volume"),
    /** Traded value. */
    DOLLAR_VOLUME("dollar_volume", "dollar_volume"),
    /** The first price. */
    OPEN("open", "open"),
    /** The highest price. */
    HIGH("high", "high"),
    /** The lowest price. */
    LOW("low", "low"),
    /** Implied volatility; above 1 it is taken for percent. */
    IV("iv", "iv"),
    /** Implied volatility that is a fraction for certain. */
    IV_DECIMAL("iv_dec", "iv_dec"),
    /** Open contracts. */
    OPEN_INTEREST("oi", "oi", "open_interest");

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    L1Field(String key, String... names) {
        this.key = key;
        this.names = List.of(names);
    }

    /** What it is called in the record that a {@link RecordNormalizer} gets. */
    public String key() {
        return key;
    }

    /** The names of columns that are taken for it, the first that is there wins, in this case or another. */
    public List<String> names() {
        return names;
    }
}
