package dev.barque.store.ingest;

import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.parquet.ParquetColumn;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.internal.parquet.ParquetTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.jspecify.annotations.Nullable;

/** A Parquet file with flat columns, read as a whole. */
final class ParquetRecords implements RecordReader {
    private final ParquetTable table;
    private final Columns columns;
    private final Map<L1Field, ParquetColumn> places = new HashMap<>();
    private int row;

    ParquetRecords(Path file, Columns columns) {
        this.columns = columns;
        table = ParquetFile.read(file);
        List<ParquetColumn> flat = table.columns().stream()
                .filter(column -> column.maxRepetition() == 0)
                .toList();
        columns.in(file.toString(), flat.stream().map(ParquetColumn::path).toList())
                .forEach((field, at) -> places.put(field, flat.get(at)));
    }

    @Override
    public @Nullable RawRecord next() {
        if (row == table.rows()) {
            return null;
        }
        Map<String, Object> fields = new HashMap<>();
        places.forEach((field, column) -> {
            if (!column.isNull(row)) {
                fields.put(field.key(), value(column, row));
            }
        });
        return RawRecord.good(++row, columns.complete(fields));
    }

    @Override
    public long done() {
        return row;
    }

    @Override
    public long total() {
        return table.rows();
    }

    @Override
    public void close() {
        // The file was read and closed at once.
    }

    private static Object value(ParquetColumn column, int row) {
        LogicalTypeAnnotation type = column.type().getLogicalTypeAnnotation();
        if (type instanceof DecimalLogicalTypeAnnotation decimal) {
            BigInteger digits =
                    column.isWhole() ? BigInteger.valueOf(column.int64(row)) : new BigInteger(column.bytes(row));
            return new BigDecimal(digits, decimal.getScale());
        }
        if (column.isWhole()) {
            return type instanceof TimestampLogicalTypeAnnotation timestamp
                    ? time(column.int64(row), timestamp)
                    : (Object) column.int64(row);
        }
        if (column.isFloating()) {
            return column.float64(row);
        }
        return column.isBoolean() ? (Object) column.bool(row) : column.string(row);
    }

    private static Object time(long stamp, TimestampLogicalTypeAnnotation type) {
        Instant instant = switch (type.getUnit()) {
            case NANOS -> UtcMicros.toInstant(Math.floorDiv(stamp, 1_000L));
            case MICROS -> UtcMicros.toInstant(stamp);
            case MILLIS -> Instant.ofEpochMilli(stamp);
        };
        return type.isAdjustedToUTC() ? instant : (Object) LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
