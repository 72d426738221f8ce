package dev.barque.store.internal.log;

/** Takes the rows of the log in columns. Different rows may come from different threads. */
public interface RowColumns {
    /** The times and the number of a row, before its values. */
    void times(int row, long event, long known, long ingested, long sequence);

    /** A number by its bits, or a truth value as 0 or 1. */
    void bits(int field, int row, long bits);

    /** A text or a list: String, String[] or double[]; it becomes the taker's own. */
    void object(int field, int row, Object value);
}
