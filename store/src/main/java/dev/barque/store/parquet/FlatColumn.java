package dev.barque.store.parquet;

import dev.barque.store.asof.RowGroups.Column;
import dev.barque.store.asof.RowGroups.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * A leaf column and what its values mean.
 *
 * @param column as it is shown
 * @param unit of a timestamp; null for anything else
 */
record FlatColumn(Column column, @Nullable TimeUnit unit) {
    /** The leaf columns of a schema by their dotted names, in their order. */
    static Map<String, FlatColumn> of(MessageType schema) {
        Map<String, FlatColumn> columns = new LinkedHashMap<>();
        for (ColumnDescriptor leaf : schema.getColumns()) {
            String name = String.join(".", leaf.getPath());
            PrimitiveType type = leaf.getPrimitiveType();
            TimeUnit unit = type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp
                    ? timestamp.getUnit()
                    : null;
            Kind kind = leaf.getMaxRepetitionLevel() > 0 ? Kind.OTHER : kind(type);
            columns.put(name, new FlatColumn(new Column(name, kind), unit));
        }
        return columns;
    }

    private static Kind kind(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case DOUBLE, FLOAT -> meaning == null ? Kind.FLOAT64 : Kind.OTHER;
            case BOOLEAN -> Kind.BOOL;
            case INT32, INT64 -> {
                if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
                    yield timestamp.isAdjustedToUTC() ? Kind.TIMESTAMP : Kind.LOCAL_TIMESTAMP;
                }
                boolean signed = meaning instanceof IntLogicalTypeAnnotation whole && whole.isSigned();
                yield meaning == null || signed ? Kind.INT64 : Kind.OTHER;
            }
            case BINARY ->
                meaning == null
                                || meaning instanceof StringLogicalTypeAnnotation
                                || meaning instanceof EnumLogicalTypeAnnotation
                        ? Kind.TEXT
                        : Kind.OTHER;
            case FIXED_LEN_BYTE_ARRAY, INT96 -> Kind.OTHER;
        };
    }

    /** Brings timestamps to microseconds; finer ones are cut off. */
    void toMicros(long[] stamps, int from, int to) {
        if (unit == TimeUnit.NANOS) {
            for (int i = from; i < to; i++) {
                stamps[i] = Math.floorDiv(stamps[i], 1_000L);
            }
        } else if (unit == TimeUnit.MILLIS) {
            for (int i = from; i < to; i++) {
                stamps[i] = Math.multiplyExact(stamps[i], 1_000L);
            }
        }
    }
}
