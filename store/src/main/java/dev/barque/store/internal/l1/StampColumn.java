package dev.barque.store.internal.l1;

import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.parquet.ParquetColumn;
import dev.barque.store.internal.parquet.ParquetTable;
import dev.barque.store.internal.text.IsoTime;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.jspecify.annotations.Nullable;

/**
 * The stamps of a file in UTC microseconds: nanoseconds, microseconds, milliseconds or ISO text; UTC, or a wall clock of a
 * declared zone. A time of the repeated hour is the first of the two, as in the published system; one in the spring gap is
 * an error.
 */
final class StampColumn {
    private final Path file;
    private final ParquetTable table;
    private final ParquetColumn column;
    private final @Nullable ZoneId naiveZone;

    StampColumn(Path file, ParquetTable table, ParquetColumn column, @Nullable ZoneId naiveZone) {
        this.file = file;
        this.table = table;
        this.column = column;
        this.naiveZone = naiveZone;
    }

    long[] micros() {
        long[] micros = new long[table.rows()];
        LogicalTypeAnnotation type = column.type().getLogicalTypeAnnotation();
        if (type instanceof TimestampLogicalTypeAnnotation timestamp && column.isWhole()) {
            for (int i = 0; i < micros.length; i++) {
                long stamp = micros(present(i), timestamp.getUnit());
                micros[i] = timestamp.isAdjustedToUTC() ? stamp : utc(i, stamp);
            }
        } else if (type instanceof StringLogicalTypeAnnotation) {
            for (int i = 0; i < micros.length; i++) {
                micros[i] = ofText(i);
            }
        } else {
            throw L1Errors.notATime(file, column, table);
        }
        return micros;
    }

    private static long micros(long stamp, LogicalTypeAnnotation.TimeUnit unit) {
        return switch (unit) {
            case NANOS -> Math.floorDiv(stamp, 1_000L);
            case MICROS -> stamp;
            case MILLIS -> Math.multiplyExact(stamp, 1_000L);
        };
    }

    private long present(int row) {
        if (column.isNull(row)) {
            throw L1Errors.badRow(file, row, "it has no time");
        }
        return column.int64(row);
    }

    private long ofText(int row) {
        IsoTime time = column.isNull(row) ? null : IsoTime.parse(column.string(row));
        if (time == null) {
            throw L1Errors.badRow(file, row, "its time cannot be read");
        }
        return time.aware() ? time.localMicros() - time.offsetMicros() : utc(row, time.localMicros());
    }

    private long utc(int row, long localMicros) {
        if (naiveZone == null) {
            throw L1Errors.undeclaredZone(file);
        }
        ZoneRules rules = naiveZone.getRules();
        LocalDateTime local = LocalDateTime.ofInstant(UtcMicros.toInstant(localMicros), ZoneOffset.UTC);
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw L1Errors.springGap(file, row, local, naiveZone);
        }
        return localMicros - offsets.get(0).getTotalSeconds() * 1_000_000L;
    }
}
