package dev.barque.store.parquet;

import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.io.FileAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A table of flat columns that is written as one Parquet file, which DuckDB, pandas, Polars and Spark read without help: zstd,
 * page checksums, statistics.
 *
 * <pre>{@code
 * FlatTable.of("equity", account.size())
 *         .micros("time", account::timeMicros)
 *         .float64("equity", account::equity)
 *         .write(folder.resolve("equity.parquet"));
 * }</pre>
 *
 * <p>Values are asked for while the file is written. Belongs to one thread.
 */
public final class FlatTable {
    private final String name;
    private final int rows;
    private final Set<String> names = new LinkedHashSet<>();
    private final List<Type> types = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();

    private FlatTable(String name, int rows) {
        this.name = name;
        this.rows = rows;
    }

    /** Writes the value of a row, if it has one. */
    @FunctionalInterface
    private interface Cell {
        void write(RecordConsumer to, int row);
    }

    /** Begins a table without columns; the name stands in the schema. */
    public static FlatTable of(String name, int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("rows must be at least 0 but was " + rows);
        }
        return new FlatTable(name, rows);
    }

    /** Adds a column of instants, UTC microseconds. */
    public FlatTable micros(String column, IntToLongFunction value) {
        return add(
                column,
                Types.required(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
                        .named(column),
                whole(column, value));
    }

    /** Adds a column of whole numbers. */
    public FlatTable int64(String column, IntToLongFunction value) {
        return add(column, Types.required(PrimitiveTypeName.INT64).named(column), whole(column, value));
    }

    private Cell whole(String column, IntToLongFunction value) {
        int field = types.size();
        return (to, row) -> {
            to.startField(column, field);
            to.addLong(value.applyAsLong(row));
            to.endField(column, field);
        };
    }

    /** Adds a column of numbers; NaN is written as null, so that sums and means pass it over. */
    public FlatTable float64(String column, IntToDoubleFunction value) {
        int field = types.size();
        return add(column, Types.optional(PrimitiveTypeName.DOUBLE).named(column), (to, row) -> {
            double number = value.applyAsDouble(row);
            if (!Double.isNaN(number)) {
                to.startField(column, field);
                to.addDouble(number);
                to.endField(column, field);
            }
        });
    }

    /** Adds a column of texts; an empty optional is null. */
    public FlatTable text(String column, IntFunction<Optional<String>> value) {
        int field = types.size();
        Type type = Types.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(column);
        return add(
                column,
                type,
                (to, row) -> value.apply(row).ifPresent(text -> {
                    to.startField(column, field);
                    to.addBinary(Binary.fromString(text));
                    to.endField(column, field);
                }));
    }

    private FlatTable add(String column, Type type, Cell cell) {
        if (!names.add(column)) {
            throw new IllegalArgumentException("The table " + name + " has two columns of the name " + column);
        }
        types.add(type);
        cells.add(cell);
        return this;
    }

    /**
     * Writes the file, which is replaced as a whole; missing folders are made. Throws BarqueException {@code store.cannot-write}.
     */
    public void write(Path file) {
        ParquetFile.write(FileAccess.real(), file, new MessageType(name, types), Map.of(), rows, (to, row) -> {
            for (Cell cell : cells) {
                cell.write(to, row);
            }
        });
    }
}
