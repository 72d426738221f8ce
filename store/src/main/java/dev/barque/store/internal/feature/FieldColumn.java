package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureType;
import dev.barque.store.asof.FeatureTable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of one feature over the rows of a partition. Numbers and truth values lie in {@code bits}, texts and lists in
 * {@code objects} (String, String[] or double[]); a null element of {@code objects} is a null value.
 */
final class FieldColumn {
    private final FeatureType type;
    private final long[] bits;
    private final boolean[] present;
    private final @Nullable Object[] objects;

    private FieldColumn(FeatureType type, int rows, boolean asObjects) {
        this.type = type;
        bits = new long[asObjects ? 0 : rows];
        present = new boolean[asObjects ? 0 : rows];
        objects = new @Nullable Object[asObjects ? rows : 0];
    }

    static FieldColumn of(FeatureType type, int rows) {
        return switch (type) {
            case FLOAT64, INT64, BOOL -> new FieldColumn(type, rows, false);
            case STRING, FLOAT64_LIST, STRING_LIST, INTERVAL_LIST -> new FieldColumn(type, rows, true);
        };
    }

    FeatureType type() {
        return type;
    }

    /** Whether values lie in {@link #bits()}, with a sign for each whether it is there. */
    boolean isNumber() {
        return type == FeatureType.FLOAT64 || type == FeatureType.INT64 || type == FeatureType.BOOL;
    }

    /** The numbers by their bits; 0 where there is none. */
    long[] bits() {
        return bits;
    }

    boolean[] present() {
        return present;
    }

    /** The texts or lists; null where there is none. */
    @Nullable
    Object[] objects() {
        return objects;
    }

    /** The text or list of a row. */
    @Nullable
    Object object(int row) {
        return objects[row];
    }

    boolean isPresent(int row) {
        return isNumber() ? present[row] : objects[row] != null;
    }

    /** Whether two rows have the same value, bit for bit. */
    boolean same(int row, int other) {
        return isNumber()
                ? present[row] == present[other] && bits[row] == bits[other]
                : Objects.deepEquals(objects[row], objects[other]);
    }

    /** Whether two texts or lists are the same, numbers bit for bit. */
    static boolean same(@Nullable Object value, @Nullable Object other) {
        if (!(value instanceof double[] numbers) || !(other instanceof double[] others)) {
            return Objects.deepEquals(value, other);
        }
        boolean same = numbers.length == others.length;
        for (int i = 0; same && i < numbers.length; i++) {
            same = Double.doubleToRawLongBits(numbers[i]) == Double.doubleToRawLongBits(others[i]);
        }
        return same;
    }

    /** Takes over the rows of another column of the same type, from the first on. */
    void copy(FieldColumn from) {
        System.arraycopy(from.bits, 0, bits, 0, from.bits.length);
        System.arraycopy(from.present, 0, present, 0, from.present.length);
        System.arraycopy(from.objects, 0, objects, 0, from.objects.length);
    }

    void set(int row, long value) {
        bits[row] = value;
        present[row] = true;
    }

    void set(int row, Object value) {
        objects[row] = value;
    }

    void copyTo(FeatureRow.Builder builder, int field, int row) {
        Object object = objects.length > 0 ? objects[row] : null;
        if (object == null && (present.length == 0 || !present[row])) {
            return;
        }
        switch (type) {
            case FLOAT64 -> builder.float64(field, Double.longBitsToDouble(bits[row]));
            case INT64 -> builder.int64(field, bits[row]);
            case BOOL -> builder.bool(field, bits[row] != 0);
            case STRING -> builder.string(field, (String) nonNull(object));
            case FLOAT64_LIST -> builder.float64List(field, (double[]) nonNull(object));
            case STRING_LIST -> builder.stringList(field, List.of((String[]) nonNull(object)));
            case INTERVAL_LIST -> builder.intervalList(field, (double[]) nonNull(object));
        }
    }

    /** Copies the values of all rows in an order to rows of a table from {@code first} on. */
    void copyTo(FeatureTable.Rows to, int column, int[] order, int first) {
        switch (type) {
            case FLOAT64, INT64, BOOL -> to.numbers(first, column, order, bits, present);
            case STRING -> {
                for (int i = 0; i < order.length; i++) {
                    if (objects[order[i]] instanceof String text) {
                        to.string(first + i, column, text);
                    }
                }
            }
            case FLOAT64_LIST, STRING_LIST, INTERVAL_LIST ->
                throw new IllegalArgumentException("A table holds no lists");
        }
    }

    /** Roughly how many bytes of heap this holds. */
    long weight() {
        long weight = 64 + 9L * bits.length + 8L * objects.length;
        for (Object object : objects) {
            if (object instanceof double[] numbers) {
                weight += 16 + 8L * numbers.length;
            } else if (object instanceof String[] texts) {
                weight += 16 + 48L * texts.length;
            } else if (object instanceof String text) {
                weight += 40 + text.length();
            }
        }
        return weight;
    }

    private static Object nonNull(@Nullable Object object) {
        return Objects.requireNonNull(object);
    }
}
