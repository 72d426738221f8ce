package dev.barque.store.internal.parquet;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.WholeFile;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Writes a flat file anew as we write files: zstd, page checksums. Schema, notes, values and their order stay; encodings, row groups
 * and statistics are made anew.
 */
public final class ParquetRecode {
    /** {@code CompressionCodec.ZSTD} of {@code parquet.thrift}. */
    private static final int ZSTD = 6;

    private ParquetRecode() {}

    /** Whether every column of a file is packed with zstd already; reads the footer only. */
    public static boolean isZstd(byte[] content, Path name) {
        try {
            return ParquetCheck.footer(new ByteChannel(content), name).groups().stream()
                    .flatMap(group -> group.chunks().stream())
                    .allMatch(chunk -> chunk.codec() == ZSTD);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(name, e);
        }
    }

    /** Whether a file has columns that are neither nested nor repeated, whether or not they were read. */
    public static boolean isFlat(ParquetTable table) {
        return table.schema().getFields().stream()
                .allMatch(field -> field.isPrimitive() && !field.isRepetition(Type.Repetition.REPEATED));
    }

    /** Writes a flat table to an empty file. */
    public static void write(ParquetTable table, WritableFile to) throws IOException {
        List<ParquetColumn> columns = table.columns();
        ParquetFile.writeNew(to, table.schema(), table.metadata(), table.rows(), (out, row) -> {
            for (ParquetColumn column : columns) {
                if (!column.isNull(row)) {
                    value(table.schema(), column, row, out);
                }
            }
        });
    }

    private static void value(MessageType schema, ParquetColumn column, int row, RecordConsumer out) {
        int index = schema.getFieldIndex(column.path());
        out.startField(column.path(), index);
        switch (column.type().getPrimitiveTypeName()) {
            case INT64 -> out.addLong(column.int64(row));
            case INT32 -> out.addInteger((int) column.int64(row));
            case DOUBLE -> out.addDouble(column.float64(row));
            case FLOAT -> out.addFloat((float) column.float64(row));
            case BOOLEAN -> out.addBoolean(column.bool(row));
            case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> out.addBinary(Binary.fromConstantByteArray(column.bytes(row)));
        }
        out.endField(column.path(), index);
    }

    /** Throws {@code store.bad-read-back} unless a file that was written says exactly what a table says. */
    public static void requireSame(FileAccess files, ParquetTable expected, Path written, Path name)
            throws IOException {
        ParquetTable found = ParquetFile.read(WholeFile.read(files, written), name);
        boolean same = sameTypes(found.schema(), expected.schema())
                && found.metadata().entrySet().containsAll(expected.metadata().entrySet())
                && found.rows() == expected.rows()
                && found.columns().size() == expected.columns().size();
        Iterator<ParquetColumn> others = found.columns().iterator();
        for (ParquetColumn column : expected.columns()) {
            same = same && sameValues(column, others.next());
        }
        if (!same) {
            throw StoreErrors.badReadBack(name);
        }
    }

    /** How values are ordered in statistics is no matter of a reader of values. */
    private static boolean sameTypes(MessageType found, MessageType expected) {
        if (found.getFieldCount() != expected.getFieldCount()) {
            return false;
        }
        for (int i = 0; i < found.getFieldCount(); i++) {
            Type a = found.getType(i);
            Type b = expected.getType(i);
            if (!a.isPrimitive()
                    || !b.isPrimitive()
                    || !a.getName().equals(b.getName())
                    || a.getRepetition() != b.getRepetition()
                    || a.asPrimitiveType().getPrimitiveTypeName()
                            != b.asPrimitiveType().getPrimitiveTypeName()
                    || a.asPrimitiveType().getTypeLength()
                            != b.asPrimitiveType().getTypeLength()
                    || !Objects.equals(a.getLogicalTypeAnnotation(), b.getLogicalTypeAnnotation())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameValues(ParquetColumn a, ParquetColumn b) {
        if (!a.path().equals(b.path()) || a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (a.isNull(i) != b.isNull(i) || (!a.isNull(i) && !sameValue(a, b, i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameValue(ParquetColumn a, ParquetColumn b, int i) {
        if (a.isBinary()) {
            return Arrays.equals(a.bytes(i), b.bytes(i));
        }
        if (a.isBoolean()) {
            return a.bool(i) == b.bool(i);
        }
        return a.isWhole()
                ? a.int64(i) == b.int64(i)
                : Double.doubleToRawLongBits(a.float64(i)) == Double.doubleToRawLongBits(b.float64(i));
    }
}
