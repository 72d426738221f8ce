package dev.barque.store.regeneration;

/** What a regeneration does with the rows that it computes. */
public enum RegenerationMode {
    /** Writes every row that is not there or is there with other values. */
    ALL,
    /** Writes rows about instants of which the store has none, and leaves all others as they are. */
    MISSING_ONLY,
    /** Writes nothing: compares. The store may be open for reading only. */
    VERIFY_ONLY
}
