package dev.barque.store.asof;

import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A file of rows in groups, of which columns are read straight into arrays, such as {@code ParquetScan}. Belongs to one thread;
 * {@link #another} gives one more for another. A column that is not there or of another kind is an {@link IllegalArgumentException}
 * that lists what there is.
 */
public interface RowGroups extends AutoCloseable {
    /** What the values of a column are. */
    enum Kind {
        /** Floating point. */
        FLOAT64,
        /** Whole numbers with a sign. */
        INT64,
        /** Truth values. */
        BOOL,
        /** UTF-8. */
        TEXT,
        /** Instants: milliseconds, microseconds or nanoseconds since 1970 in UTC. */
        TIMESTAMP,
        /** Times of day and date of which the file does not say where: the same numbers, as if in UTC. */
        LOCAL_TIMESTAMP,
        /** Anything else, which cannot be read here: repeated values, decimals, dates, bytes of a fixed length. */
        OTHER
    }

    /**
     * A column.
     *
     * @param name dotted, when it lies in groups
     * @param kind what its values are
     */
    record Column(String name, Kind kind) {}

    /** What messages call it. */
    String name();

    /** One more over the same file, for another thread; has to be closed by itself. */
    RowGroups another();

    /** The columns in their order. */
    List<Column> columns();

    /** How many row groups there are. */
    int groups();

    /** How many rows a row group has. */
    int rows(int group);

    /** Reads timestamps of a row group as microseconds since 1970, its first row to {@code to[at]}; refuses nulls. */
    void micros(int group, String column, long[] to, int at);

    /**
     * Reads a column of texts of a row group as numbers that {@code code} gives to them, its first row to {@code to[at]};
     * {@link Integer#MIN_VALUE} for null.
     */
    void codes(int group, String column, ToIntFunction<String> code, int[] to, int at);

    /**
     * Reads some rows of a column, NaN for null.
     *
     * @param rows of the row group, from 0, which never go down
     * @param to their values, as many
     * @param nulls set for those that are null, as many
     */
    void float64At(int group, String column, int[] rows, double[] to, boolean[] nulls);

    /** Reads some rows of a column of whole numbers or truth values, as {@link #float64At}. */
    void int64At(int group, String column, int[] rows, long[] to, boolean[] nulls);

    /** Reads some rows of a column of texts, as {@link #float64At}; null for null. */
    void textAt(int group, String column, int[] rows, @Nullable String[] to);

    @Override
    void close();
}
