package dev.barque.store.ingest;

import java.util.List;

/** What a column of a vendor's file of option chains can mean, and the names by which it is known without being declared. */
public enum ChainField {
    /** The underlying. */
    SYMBOL("symbol", "symbol", "underlying_symbol", "ticker"),
    /** The instant of the chain: when all its contracts were looked at. */
    TIME("t", "t_event", "t", "timestamp", "time", "datetime", "quote_datetime", "snapshot_time"),
    /** When a contract was quoted, where that differs from the instant of its chain. */
    QUOTED("quoted_at", "quoted_at", "quote_time", "quote_timestamp"),
    /** The contract's symbol; one of the OCC's form says expiry, right and strike too. */
    CONTRACT("contract", "contract", "contract_symbol", "option_symbol", "osi_symbol"),
    /** When it expires: an instant, or a date. */
    EXPIRY("expiry", "expiry", "expiration", "expiration_date", "expiry_date"),
    /** Call or put. */
    RIGHT("right", "option_right", "right", "option_type", "call_put", "put_call", "cp_flag", "type"),
    /** The strike. */
    STRIKE("strike", "strike", "strike_price"),
    /** The underlying's price at the instant of the chain. */
    UNDERLYING("underlying_price", "underlying_price", "underlying_last", "spot"),
    /** The best bid. */
    BID("bid", "bid"),
    /** The best ask. */
    ASK("ask", "ask"),
    /** The last trade's price. */
    LAST("last", "last", "last_price"),
    /** Implied volatility, in the declared unit. */
    IMPLIED_VOLATILITY("implied_volatility", "implied_volatility", "iv", "implied_vol"),
    /** Delta. */
    DELTA("delta", "delta"),
    /** Gamma. */
    GAMMA("gamma", "gamma"),
    /** Vega, in the declared unit. */
    VEGA("vega", "vega"),
    /** Theta, in the declared unit. */
    THETA("theta", "theta"),
    /** Vanna, in the declared unit. */
    VANNA("vanna", "vanna"),
    /** Charm, in the declared unit. */
    CHARM("charm", "charm"),
    /** Open contracts. */
    OPEN_INTEREST("open_interest", "open_interest", "oi"),
    /** Contracts traded. */
    VOLUME("volume", "volume"),
    /** Units of the underlying in a contract. */
    CONTRACT_SIZE("contract_size", "contract_size", "multiplier");

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    ChainField(String key, String... names) {
        this.key = key;
        this.names = List.of(names);
    }

    /** What it is called in a record of ours. */
    String key() {
        return key;
    }

    /** The names of columns that are taken for it, the first that is there wins, in this case or another. */
    public List<String> names() {
        return names;
    }
}
