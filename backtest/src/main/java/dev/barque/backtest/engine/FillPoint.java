package dev.barque.backtest.engine;

/** Where in its bar an order was executed. */
public enum FillPoint {
    /** At the opening, as a market order, a limit that the opening betters or a stop that it jumps over. */
    OPEN,
    /** At a stop price inside of the bar. */
    STOP,
    /** At a limit inside of the bar. */
    LIMIT,
    /** At the mean price of the bar. */
    VWAP,
    /** At the last price of the bar. */
    CLOSE
}
