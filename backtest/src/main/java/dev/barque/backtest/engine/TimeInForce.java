package dev.barque.backtest.engine;

/** How long an order stands. */
public enum TimeInForce {
    /** To the end of the session in which it could first be executed. */
    DAY,
    /** Until it is cancelled. */
    GOOD_TILL_CANCELLED,
    /** For its first possible bar; what is not executed there lapses. */
    IMMEDIATE_OR_CANCEL,
    /** For its first possible bar, there as a whole or not at all. */
    FILL_OR_KILL,
    /** To an instant, see {@link Ticket#goodTill}. */
    GOOD_TILL_DATE
}
