package dev.barque.store.internal.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * One leaf column of a file, whole, in primitives.
 *
 * <p>Entry {@code i} is what Parquet calls a triplet: a repetition level, a definition level, and a value when the
 * definition level is the greatest one. A column that is not repeated has exactly one entry for each row; of one that is,
 * row {@code r} has the entries from {@link #firstEntry first(r)} to {@code first(r + 1)}. Immutable once it is read.
 */
public final class ParquetColumn {
    private final ColumnDescriptor descriptor;
    private final String path;
    private int size;
    private byte[] definitions = {};
    private byte[] repetitions = {};
    private long[] bits = {};
    private @Nullable Binary[] binaries = {};
    private long textBytes;
    private int rows;
    private int[] firstEntries = {};

    ParquetColumn(ColumnDescriptor descriptor) {
        this.descriptor = descriptor;
        this.path = String.join(".", descriptor.getPath());
        if (descriptor.getMaxDefinitionLevel() > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("the column " + path + " is nested too deeply");
        }
    }

    /** Dotted path in the file, such as {@code liquidity.present.support.list.element.hi}. */
    public String path() {
        return path;
    }

    /** Physical and logical type; logical type UNKNOWN (null in every row) comes as any physical type. */
    public PrimitiveType type() {
        return descriptor.getPrimitiveType();
    }

    /** The definition level of an entry that has a value. */
    public int maxDefinition() {
        return descriptor.getMaxDefinitionLevel();
    }

    /** 0 for a column that is not repeated. */
    public int maxRepetition() {
        return descriptor.getMaxRepetitionLevel();
    }

    /** How many entries there are. */
    public int size() {
        return size;
    }

    /** How many rows there are. */
    public int rows() {
        return maxRepetition() == 0 ? size : rows;
    }

    /** The first entry of a row; of {@link #rows()}, the number of entries. */
    public int firstEntry(int row) {
        if (maxRepetition() == 0) {
            return row;
        }
        return row == rows ? size : firstEntries[row];
    }

    /** The definition level of an entry: how many of the optional and repeated parts of its path are there. */
    public int definition(int entry) {
        return maxDefinition() == 0 ? 0 : definitions[entry];
    }

    /** The repetition level of an entry: 0 begins a row. */
    public int repetition(int entry) {
        return maxRepetition() == 0 ? 0 : repetitions[entry];
    }

    /** Whether an entry has no value. */
    public boolean isNull(int entry) {
        return definition(entry) < maxDefinition();
    }

    /** Whether values are whole numbers (INT32 or INT64), whatever their logical type. */
    public boolean isWhole() {
        return physical() == PrimitiveTypeName.INT64 || physical() == PrimitiveTypeName.INT32;
    }

    /** Whether values are FLOAT or DOUBLE. */
    public boolean isFloating() {
        return physical() == PrimitiveTypeName.DOUBLE || physical() == PrimitiveTypeName.FLOAT;
    }

    /** Whether values are BOOLEAN. */
    public boolean isBoolean() {
        return physical() == PrimitiveTypeName.BOOLEAN;
    }

    /** Whether values are BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY or INT96. */
    public boolean isBinary() {
        return !isWhole() && !isFloating() && !isBoolean();
    }

    /** The whole number of an entry; refuses any other type. */
    public long int64(int entry) {
        require(isWhole(), "a whole number");
        return bits[entry];
    }

    /** The number of an entry as a double, from any numeric type. */
    public double float64(int entry) {
        if (isFloating()) {
            return Double.longBitsToDouble(bits[entry]);
        }
        require(isWhole(), "a number");
        return bits[entry];
    }

    /** The truth value of an entry. */
    public boolean bool(int entry) {
        require(isBoolean(), "a truth value");
        return bits[entry] != 0;
    }

    /** The bytes of an entry. */
    public byte[] bytes(int entry) {
        return binary(entry).getBytes();
    }

    /** The bytes of an entry as UTF-8 text. */
    public String string(int entry) {
        return new String(binary(entry).getBytesUnsafe(), StandardCharsets.UTF_8);
    }

    private Binary binary(int entry) {
        require(isBinary(), "text or bytes");
        return Objects.requireNonNull(binaries[entry], "asked for the value of a null entry");
    }

    private void require(boolean right, String asked) {
        if (!right) {
            throw new IllegalStateException("The column " + path + " holds " + type() + ", not " + asked);
        }
    }

    private PrimitiveTypeName physical() {
        return type().getPrimitiveTypeName();
    }

    /** Adds the entries of a row group. */
    void read(ColumnReader from, long entries) {
        for (long left = entries; left > 0; left--) {
            add(from);
            from.consume();
        }
    }

    private void add(ColumnReader from) {
        if (size == capacity()) {
            grow();
        }
        int definition = from.getCurrentDefinitionLevel();
        if (maxDefinition() > 0) {
            definitions[size] = (byte) definition;
        }
        if (maxRepetition() > 0) {
            int repetition = from.getCurrentRepetitionLevel();
            repetitions[size] = (byte) repetition;
            if (repetition == 0) {
                if (rows == firstEntries.length) {
                    firstEntries = Arrays.copyOf(firstEntries, larger(rows));
                }
                firstEntries[rows++] = size;
            } else if (rows == 0) {
                throw new IllegalStateException("the column " + path + " begins inside a row");
            }
        }
        if (definition == maxDefinition()) {
            switch (physical()) {
                case INT64 -> bits[size] = from.getLong();
                case INT32 -> bits[size] = from.getInteger();
                case DOUBLE -> bits[size] = Double.doubleToRawLongBits(from.getDouble());
                case FLOAT -> bits[size] = Double.doubleToRawLongBits(from.getFloat());
                case BOOLEAN -> bits[size] = from.getBoolean() ? 1 : 0;
                case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> binaries[size] = text(from.getBinary());
            }
        }
        size++;
    }

    /** Counted as if no two rows shared a text: whoever decodes features makes a text of each. */
    private Binary text(Binary value) {
        ParquetLimits.within(value.length(), ParquetLimits.TEXT_BYTES, "bytes in one text of " + path);
        textBytes += value.length();
        ParquetLimits.within(textBytes, ParquetLimits.decodedBytes(), "bytes in the texts of " + path);
        return value.copy();
    }

    private int capacity() {
        return isBinary() ? binaries.length : bits.length;
    }

    private void grow() {
        int larger = larger(size);
        if (isBinary()) {
            binaries = Arrays.copyOf(binaries, larger);
        } else {
            bits = Arrays.copyOf(bits, larger);
        }
        if (maxDefinition() > 0) {
            definitions = Arrays.copyOf(definitions, larger);
        }
        if (maxRepetition() > 0) {
            repetitions = Arrays.copyOf(repetitions, larger);
        }
    }

    private static int larger(int size) {
        return size == 0 ? 64 : Math.addExact(size, size);
    }
}
