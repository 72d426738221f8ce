package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSchema;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.parquet.ParquetColumn;
import dev.barque.store.internal.parquet.ParquetTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation;

/**
 * Takes the features of a schema out of a file by their dotted names. Columns that the schema does not name are ignored,
 * names that the file does not have are null in every row, and so are columns of logical type UNKNOWN, which pyarrow writes
 * in place of a number, a group or a list element that is null in every row. Whole numbers and doubles stand in for each
 * other where no value changes by it.
 */
final class FeatureDecoder {
    private final ParquetTable table;
    private final Path file;

    FeatureDecoder(ParquetTable table, Path file) {
        this.table = table;
        this.file = file;
    }

    List<FieldColumn> decode(FeatureSchema schema) {
        List<FieldColumn> columns = new ArrayList<>();
        for (FeatureField field : schema.fields()) {
            FieldColumn column = FieldColumn.of(field.type(), table.rows());
            decode(field, column);
            columns.add(column);
        }
        return columns;
    }

    /** Decodes some fields into columns that wait for them. */
    void decode(FeatureSchema schema, Set<String> fields, List<FieldColumn> columns) {
        for (int i = 0; i < columns.size(); i++) {
            if (fields.contains(schema.field(i).name())) {
                decode(schema.field(i), columns.get(i));
            }
        }
    }

    private void decode(FeatureField field, FieldColumn column) {
        switch (field.type()) {
            case FLOAT64, INT64, BOOL, STRING ->
                table.column(field.name())
                        .filter(leaf -> !isUnknown(leaf))
                        .ifPresent(leaf -> scalars(field, leaf, column));
            case FLOAT64_LIST, STRING_LIST, INTERVAL_LIST ->
                ListDecoder.find(table, file, field).ifPresent(list -> list.decodeInto(column));
        }
    }

    private void scalars(FeatureField field, ParquetColumn leaf, FieldColumn to) {
        if (leaf.maxRepetition() > 0) {
            throw StoreErrors.wrongType(file, field, "a list of " + leaf.type(), Optional.empty());
        }
        for (int row = 0; row < table.rows(); row++) {
            if (!leaf.isNull(row)) {
                scalar(field, leaf, row, to);
            }
        }
    }

    private void scalar(FeatureField field, ParquetColumn leaf, int row, FieldColumn to) {
        switch (field.type()) {
            case FLOAT64 -> to.set(row, Double.doubleToLongBits(number(field, leaf, row)));
            case INT64 -> whole(field, leaf, row, to);
            case BOOL -> {
                require(leaf.isBoolean(), field, leaf);
                to.set(row, leaf.bool(row) ? 1L : 0L);
            }
            case STRING -> {
                require(isText(leaf), field, leaf);
                to.set(row, leaf.string(row));
            }
            case FLOAT64_LIST, STRING_LIST, INTERVAL_LIST -> throw new IllegalStateException("not a scalar: " + field);
        }
    }

    private double number(FeatureField field, ParquetColumn leaf, int row) {
        require(leaf.isFloating() || isPlainWhole(leaf), field, leaf);
        return leaf.float64(row);
    }

    private void whole(FeatureField field, ParquetColumn leaf, int row, FieldColumn to) {
        if (leaf.isFloating()) {
            double value = leaf.float64(row);
            if (Double.isNaN(value)) {
                return; // how pandas keeps whole numbers of which some are missing
            }
            if (value != Math.rint(value) || Math.abs(value) > 0x1p53) {
                throw StoreErrors.wrongType(file, field, "the number " + value, Optional.of(row));
            }
            to.set(row, (long) value);
        } else {
            require(isPlainWhole(leaf), field, leaf);
            to.set(row, leaf.int64(row));
        }
    }

    private void require(boolean right, FeatureField field, ParquetColumn leaf) {
        if (!right) {
            throw StoreErrors.wrongType(file, field, leaf.type().toString(), Optional.empty());
        }
    }

    static boolean isUnknown(ParquetColumn leaf) {
        return leaf.type().getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
    }

    /** A whole number that means itself, not a time, a date or a decimal. */
    static boolean isPlainWhole(ParquetColumn leaf) {
        LogicalTypeAnnotation meaning = leaf.type().getLogicalTypeAnnotation();
        return leaf.isWhole() && (meaning == null || meaning instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation);
    }

    static boolean isText(ParquetColumn leaf) {
        LogicalTypeAnnotation meaning = leaf.type().getLogicalTypeAnnotation();
        return leaf.isBinary()
                && (meaning == null
                        || meaning instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
                        || meaning instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation);
    }
}
