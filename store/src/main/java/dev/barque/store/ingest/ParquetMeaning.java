package dev.barque.store.ingest;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** What the values of a leaf column mean. */
final class ParquetMeaning {
    private ParquetMeaning() {}

    /** A whole number that means itself, not a time, a date or a decimal. */
    static boolean isWhole(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return switch (type.getPrimitiveTypeName()) {
            case INT32, INT64 -> meaning == null || meaning instanceof IntLogicalTypeAnnotation;
            default -> false;
        };
    }

    /** A number with a fraction. */
    static boolean isReal(PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case FLOAT, DOUBLE -> true;
            default -> type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation;
        };
    }

    /** Text, also where nothing says so: old writers leave it out. */
    static boolean isText(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
                && (meaning == null
                        || meaning instanceof StringLogicalTypeAnnotation
                        || meaning instanceof EnumLogicalTypeAnnotation);
    }
}
