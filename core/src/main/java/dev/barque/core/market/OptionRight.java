package dev.barque.core.market;

/** What an option is a right to. */
public enum OptionRight {
    /** To buy the underlying at the strike. */
    CALL,
    /** To sell the underlying at the strike. */
    PUT,
    /** Nobody said. */
    UNKNOWN
}
