package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureType;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.parquet.ParquetColumn;
import dev.barque.store.internal.parquet.ParquetTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * One list feature: the standard form of three levels, whatever the middle and the element are called, and the old form of
 * two. A null number in a list is NaN (pyarrow writes NaN so); a null text is refused, since no text stands for it.
 */
public final class ListDecoder {
    private final ParquetTable table;
    private final Path file;
    private final FeatureField field;
    /** Definition level at which the list is there but holds nothing. */
    private final int emptyLevel;
    /** The leaves: one, or lo and hi. */
    private final List<ParquetColumn> leaves;

    private ListDecoder(ParquetTable table, Path file, FeatureField field, int emptyLevel, List<ParquetColumn> leaves) {
        this.table = table;
        this.file = file;
        this.field = field;
        this.emptyLevel = emptyLevel;
        this.leaves = leaves;
    }

    /** Empty when the file does not have the list, or has something that is null in every row in its place. */
    static Optional<ListDecoder> find(ParquetTable table, Path file, FeatureField field) {
        return find(table, file, field, field.name());
    }

    /** The same of a list that has another name in the file than the feature: a dotted path. */
    public static Optional<ListDecoder> find(ParquetTable table, Path file, FeatureField field, String column) {
        String[] path = column.split("\\.", -1);
        Optional<Type> found = type(table.schema(), path);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get().isPrimitive()) {
            if (table.column(column).filter(FeatureDecoder::isUnknown).isPresent()) {
                return Optional.empty();
            }
            throw StoreErrors.wrongType(file, field, found.get().toString(), Optional.empty());
        }
        GroupType list = found.get().asGroupType();
        if (list.getFieldCount() != 1 || !list.getType(0).isRepetition(Type.Repetition.REPEATED)) {
            throw StoreErrors.wrongType(file, field, "a group that is not a list", Optional.empty());
        }
        Type middle = list.getType(0);
        String element = column + "." + middle.getName();
        Type type = middle;
        if (!middle.isPrimitive() && middle.asGroupType().getFieldCount() == 1) {
            type = middle.asGroupType().getType(0);
            element += "." + type.getName();
        }
        int emptyLevel = table.schema().getMaxDefinitionLevel(path);
        return Optional.of(new ListDecoder(table, file, field, emptyLevel, leaves(table, file, field, element, type)));
    }

    private static List<ParquetColumn> leaves(
            ParquetTable table, Path file, FeatureField field, String element, Type type) {
        boolean wantsGroup = field.type() == FeatureType.INTERVAL_LIST;
        if (type.isPrimitive()) {
            ParquetColumn leaf = table.column(element).orElseThrow();
            boolean right = FeatureDecoder.isUnknown(leaf)
                    || switch (field.type()) {
                        case FLOAT64_LIST -> leaf.isFloating() || FeatureDecoder.isPlainWhole(leaf);
                        case STRING_LIST -> FeatureDecoder.isText(leaf);
                        case FLOAT64, INT64, BOOL, STRING, INTERVAL_LIST -> false;
                    };
            if (right) {
                return List.of(leaf);
            }
        } else if (wantsGroup) {
            List<ParquetColumn> ends = new ArrayList<>();
            for (String end : List.of("lo", "hi")) {
                table.column(element + "." + end)
                        .filter(leaf -> FeatureDecoder.isUnknown(leaf)
                                || leaf.isFloating()
                                || FeatureDecoder.isPlainWhole(leaf))
                        .filter(leaf -> leaf.maxRepetition() == 1)
                        .ifPresent(ends::add);
            }
            if (ends.size() == 2) {
                return ends;
            }
        }
        throw StoreErrors.wrongType(file, field, "a list of " + type, Optional.empty());
    }

    void decodeInto(FieldColumn to) {
        for (int row = 0; row < table.rows(); row++) {
            Object value = value(row);
            if (value != null) {
                to.set(row, value);
            }
        }
    }

    /** The list of a row: String[], double[], or double[] of lo, hi, lo, hi; null when it is null. */
    public @Nullable Object value(int row) {
        ParquetColumn first = leaves.get(0);
        int entry = first.firstEntry(row);
        int level = first.definition(entry);
        if (level < emptyLevel) {
            return null;
        }
        int length = level == emptyLevel ? 0 : first.firstEntry(row + 1) - entry;
        return field.type() == FeatureType.STRING_LIST ? texts(row, length) : (Object) numbers(row, length);
    }

    private double[] numbers(int row, int length) {
        int width = field.type() == FeatureType.INTERVAL_LIST ? 2 : 1;
        double[] values = new double[length * width];
        for (int end = 0; end < width; end++) {
            ParquetColumn leaf = leaves.get(Math.min(end, leaves.size() - 1));
            int entry = leaf.firstEntry(row);
            if (length > 0 && leaf.firstEntry(row + 1) - entry != length) {
                throw StoreErrors.corruptFile(file, field.name() + " has more of one end than of the other", null);
            }
            for (int i = 0; i < length; i++) {
                values[i * width + end] = leaf.isNull(entry + i) ? Double.NaN : leaf.float64(entry + i);
            }
        }
        return values;
    }

    private String[] texts(int row, int length) {
        ParquetColumn leaf = leaves.get(0);
        int entry = leaf.firstEntry(row);
        String[] values = new String[length];
        for (int i = 0; i < length; i++) {
            if (leaf.isNull(entry + i)) {
                throw StoreErrors.wrongType(
                        file, field, "a null in the list", Optional.of(Math.toIntExact(table.firstRow() + row)));
            }
            values[i] = leaf.string(entry + i);
        }
        return values;
    }

    private static Optional<Type> type(MessageType schema, String[] path) {
        Type at = schema;
        for (String part : path) {
            if (at.isPrimitive() || !at.asGroupType().containsField(part)) {
                return Optional.empty();
            }
            at = at.asGroupType().getType(part);
        }
        return Optional.of(at);
    }
}
