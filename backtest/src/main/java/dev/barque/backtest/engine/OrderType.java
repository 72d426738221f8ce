package dev.barque.backtest.engine;

/** What an order waits for. */
public enum OrderType {
    /** Nothing. */
    MARKET("market"),
    /** Its limit or a better price. */
    LIMIT("limit"),
    /** Its stop price; from then on it is a market order. */
    STOP("stop"),
    /** Its stop price; from then on it is a limit order. */
    STOP_LIMIT("stop-limit"),
    /** The last bar of the session. */
    MARKET_ON_CLOSE("market-on-close"),
    /** The last bar of the session, if its last price is the limit or better. */
    LIMIT_ON_CLOSE("limit-on-close");

    private final String text;

    OrderType(String text) {
        this.text = text;
    }

    /** Lower case, as in files and reports. */
    public String text() {
        return text;
    }
}
