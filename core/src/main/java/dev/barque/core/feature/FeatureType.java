package dev.barque.core.feature;

/** What one feature of a row can be. Each may also be null: the engine had nothing to say. */
public enum FeatureType {
    /** A double; NaN and the infinities are values. */
    FLOAT64,
    /** A long. */
    INT64,
    /** True or false. */
    BOOL,
    /** Text. */
    STRING,
    /** A list of doubles. */
    FLOAT64_LIST,
    /** A list of texts. */
    STRING_LIST,
    /** A list of closed intervals (lo, hi), such as price zones. */
    INTERVAL_LIST
}
