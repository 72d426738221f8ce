package dev.barque.backtest.engine;

/** Who asked for an order. */
public enum OrderCause {
    /** The strategy. */
    STRATEGY("order"),
    /** The stop price that protects a position. */
    PROTECTIVE_STOP("stop"),
    /** The target price of a position. */
    TARGET("target"),
    /** The broker: the account fell below its maintenance margin. */
    MARGIN_CALL("margin-call"),
    /** A split that left less than a lot, which was paid in cash. */
    SPLIT("split");

    private final String text;

    OrderCause(String text) {
        this.text = text;
    }

    /** Lower case, as in files and reports. */
    public String text() {
        return text;
    }
}
