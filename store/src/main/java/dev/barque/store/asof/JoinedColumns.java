package dev.barque.store.asof;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureType;
import java.util.Arrays;
import java.util.List;

/**
 * What a join found, in columns: an element for each question, in their order. A question without an answer has NaN, 0, false and
 * the empty text, and {@link #isMatched} says so. The arrays that are handed out are this object's own: it belongs to the caller.
 */
public final class JoinedColumns {
    /** In place of a time where a question has no answer. */
    public static final long NEVER = Long.MIN_VALUE;

    private final List<FeatureField> fields;
    private final long[] event;
    private final long[] known;
    private final Object[] columns;
    /** Which answers have a null; no array for a column that has none. */
    private final boolean[][] nulls;

    JoinedColumns(List<FeatureField> fields, int questions, boolean hasNulls) {
        this.fields = fields;
        event = new long[questions];
        known = new long[questions];
        columns = new Object[fields.size()];
        nulls = new boolean[fields.size()][hasNulls ? questions : 0];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = switch (fields.get(i).type()) {
                case FLOAT64 -> new double[questions];
                case INT64 -> new long[questions];
                case BOOL -> new boolean[questions];
                case STRING -> {
                    String[] texts = new String[questions];
                    Arrays.fill(texts, "");
                    yield texts;
                }
                case FLOAT64_LIST, STRING_LIST, INTERVAL_LIST -> throw new IllegalStateException("not a scalar");
            };
        }
    }

    /** How many questions there were. */
    public int size() {
        return event.length;
    }

    /** The columns in their order. */
    public List<FeatureField> fields() {
        return fields;
    }

    /** Whether a question has an answer. */
    public boolean isMatched(int question) {
        return event[question] != NEVER;
    }

    /** How many questions have an answer. */
    public int matched() {
        int matched = 0;
        for (long time : event) {
            matched += time == NEVER ? 0 : 1;
        }
        return matched;
    }

    /** What the rows are about, UTC microseconds, {@link #NEVER} where there is none. */
    public long[] eventMicros() {
        return event;
    }

    /** From when the rows could have been used, UTC microseconds, {@link #NEVER} where there is none. */
    public long[] knownMicros() {
        return known;
    }

    /** A column of doubles, NaN for null and where there is no answer. Refuses a column of another type. */
    public double[] float64(int column) {
        return (double[]) values(column, FeatureType.FLOAT64);
    }

    /** A column of whole numbers. */
    public long[] int64(int column) {
        return (long[]) values(column, FeatureType.INT64);
    }

    /** A column of truth values. */
    public boolean[] bool(int column) {
        return (boolean[]) values(column, FeatureType.BOOL);
    }

    /** A column of texts. */
    public String[] string(int column) {
        return (String[]) values(column, FeatureType.STRING);
    }

    /** Whether there is no value: no answer, or a null in it. */
    public boolean isNull(int question, int column) {
        return !isMatched(question) || (nulls[column].length > 0 && nulls[column][question]);
    }

    private Object values(int column, FeatureType asked) {
        FeatureField field = fields.get(column);
        if (field.type() != asked) {
            throw new IllegalArgumentException(
                    "The column " + field.name() + " holds " + field.type() + ", not " + asked);
        }
        return columns[column];
    }

    /** Makes all questions ones without an answer. */
    void clear() {
        Arrays.fill(event, NEVER);
        Arrays.fill(known, NEVER);
        for (Object column : columns) {
            if (column instanceof double[] numbers) {
                Arrays.fill(numbers, Double.NaN);
            }
        }
    }

    boolean[] nulls(int column) {
        return nulls[column];
    }
}
