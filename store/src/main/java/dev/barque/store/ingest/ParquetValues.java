package dev.barque.store.ingest;

import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.parquet.ParquetColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** What a value of a foreign Parquet file says, as one of the objects that {@link RecordNormalizer} names. */
final class ParquetValues {
    private static final long UNSIGNED_32 = 0xFFFF_FFFFL;
    /** 1970-01-01 as INT96 counts days. */
    private static final long EPOCH_JULIAN_DAY = 2_440_588;

    private ParquetValues() {}

    /**
     * The value of an entry that is not null: Long, BigInteger (unsigned beyond a long), Double, BigDecimal, Boolean, String,
     * Instant, or LocalDateTime for a date and for a time that is not adjusted to UTC.
     */
    static Object value(ParquetColumn column, int entry) {
        LogicalTypeAnnotation meaning = column.type().getLogicalTypeAnnotation();
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return new BigDecimal(digits(column, entry), decimal.getScale());
        }
        if (column.isWhole()) {
            return whole(column.int64(entry), column.type(), meaning);
        }
        if (column.isFloating()) {
            return column.float64(entry);
        }
        if (column.isBoolean()) {
            return column.bool(entry);
        }
        return column.type().getPrimitiveTypeName() == PrimitiveTypeName.INT96
                ? int96(column.bytes(entry))
                : column.string(entry);
    }

    private static BigInteger digits(ParquetColumn column, int entry) {
        if (column.isWhole()) {
            return BigInteger.valueOf(column.int64(entry));
        }
        byte[] bytes = column.bytes(entry);
        if (bytes.length == 0) {
            throw IngestErrors.notANumber(column.path(), "no digits at all");
        }
        return new BigInteger(bytes);
    }

    private static Object whole(long value, PrimitiveType type, LogicalTypeAnnotation meaning) {
        if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
            return time(value, timestamp);
        }
        if (meaning instanceof DateLogicalTypeAnnotation) {
            return LocalDate.ofEpochDay(value).atStartOfDay();
        }
        if (meaning instanceof IntLogicalTypeAnnotation whole && !whole.isSigned() && value < 0) {
            return type.getPrimitiveTypeName() == PrimitiveTypeName.INT32
                    ? (Object) (value & UNSIGNED_32)
                    : new BigInteger(Long.toUnsignedString(value));
        }
        return value;
    }

    private static Object time(long stamp, TimestampLogicalTypeAnnotation type) {
        Instant instant = switch (type.getUnit()) {
            case NANOS -> UtcMicros.toInstant(Math.floorDiv(stamp, 1_000L));
            case MICROS -> UtcMicros.toInstant(stamp);
            case MILLIS -> Instant.ofEpochMilli(stamp);
        };
        return type.isAdjustedToUTC() ? instant : (Object) LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Nanoseconds of a day and its number. Nothing says of which zone: Spark writes UTC, others their own clock. */
    private static LocalDateTime int96(byte[] bytes) {
        ByteBuffer parts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long nanos = parts.getLong();
        long day = (parts.getInt() & UNSIGNED_32) - EPOCH_JULIAN_DAY;
        return LocalDate.ofEpochDay(day).atStartOfDay().plusNanos(nanos);
    }
}
