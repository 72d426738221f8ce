package dev.barque.store.ingest;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;

/** Whether the columns of a Parquet file that say whose and when can be read: said before a row is, not once for every row. */
final class ParquetKeys {
    private static final String ZONE = "the zone of its times, such as UTC or America/New_York";
    private static final String UNIT = "what its numbers count since 1970, such as milliseconds";

    private final String input;
    private final MessageType schema;
    private final StandardTimes times;

    private ParquetKeys(String input, MessageType schema, StandardTimes times) {
        this.input = input;
        this.schema = schema;
        this.times = times;
    }

    static void check(String input, MessageType schema, FeatureRoles roles, StandardTimes times) {
        ParquetKeys keys = new ParquetKeys(input, schema, times);
        if (roles.symbolColumn() != null) {
            keys.symbols(roles.symbolColumn());
        }
        keys.times(roles.timeColumn());
        if (roles.createdColumn() != null) {
            keys.times(roles.createdColumn());
        }
    }

    private void symbols(String column) {
        PrimitiveType type = leaf(column, "text or whole numbers");
        if (!ParquetMeaning.isText(type) && !ParquetMeaning.isWhole(type)) {
            throw IngestErrors.wrongColumn(input, column, type.toString(), "text or whole numbers");
        }
    }

    private void times(String column) {
        PrimitiveType type = leaf(column, "times");
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
            declared(timestamp.isAdjustedToUTC() || times.zone() != null, column, type, ZONE);
        } else if (meaning instanceof DateLogicalTypeAnnotation) {
            declared(times.zone() != null, column, type, ZONE);
        } else if (type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT96) {
            declared(times.zone() != null, column, type, ZONE + " (Spark writes such times in UTC)");
        } else if (ParquetMeaning.isWhole(type) || ParquetMeaning.isReal(type)) {
            declared(times.epochUnit() != null, column, type, UNIT);
        } else if (!ParquetMeaning.isText(type) && !(meaning instanceof UnknownLogicalTypeAnnotation)) {
            throw IngestErrors.wrongColumn(input, column, type.toString(), "times");
        }
    }

    private void declared(boolean isIt, String column, PrimitiveType type, String what) {
        if (!isIt) {
            throw IngestErrors.undeclaredTimes(input, column, type.toString(), what);
        }
    }

    private PrimitiveType leaf(String column, String expected) {
        ColumnDescriptor leaf = schema.getColumns().stream()
                .filter(one -> String.join(".", one.getPath()).equals(column))
                .findFirst()
                .orElseThrow(() -> IngestErrors.wrongColumn(input, column, "no single values", expected));
        if (leaf.getMaxRepetitionLevel() > 0) {
            throw IngestErrors.wrongColumn(input, column, "lists", expected);
        }
        return leaf.getPrimitiveType();
    }
}
