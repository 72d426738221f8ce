package dev.barque.store.internal.parquet;

import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * What a checked footer says about where things are.
 *
 * @param rows in all row groups
 * @param leaves columns in the order of the schema
 * @param groups row groups
 * @param notes key-value metadata; of a key that stands twice, the last value
 */
record Footer(long rows, List<Leaf> leaves, List<Group> groups, Map<String, String> notes) {
    /** Physical types of {@code parquet.thrift}. */
    static final int BOOLEAN = 0;

    static final int INT32 = 1;
    static final int INT64 = 2;
    static final int INT96 = 3;
    static final int FLOAT = 4;
    static final int DOUBLE = 5;
    static final int BYTE_ARRAY = 6;
    static final int FIXED_LEN_BYTE_ARRAY = 7;

    /** {@code CompressionCodec.UNCOMPRESSED} of {@code parquet.thrift}. */
    static final int UNCOMPRESSED = 0;

    static int typeOf(PrimitiveTypeName type) {
        return switch (type) {
            case BOOLEAN -> BOOLEAN;
            case INT32 -> INT32;
            case INT64 -> INT64;
            case INT96 -> INT96;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case BINARY -> BYTE_ARRAY;
            case FIXED_LEN_BYTE_ARRAY -> FIXED_LEN_BYTE_ARRAY;
        };
    }

    /**
     * A column.
     *
     * @param path dotted
     * @param type physical, a number of {@code parquet.thrift}
     * @param maxDefinition how many parts of its path are optional or repeated
     * @param maxRepetition how many are repeated
     */
    record Leaf(String path, int type, int maxDefinition, int maxRepetition) {
        boolean isText() {
            return type == BYTE_ARRAY || type == FIXED_LEN_BYTE_ARRAY || type == INT96;
        }
    }

    /**
     * A row group.
     *
     * @param rows how many rows
     * @param chunks one for each leaf, in the order of the leaves
     */
    record Group(long rows, List<Chunk> chunks) {}

    /**
     * The pages of a column in a row group.
     *
     * @param start where its first page begins
     * @param packed how many bytes it has in the file
     * @param values entries, nulls included
     * @param codec a number of {@code parquet.thrift}
     */
    record Chunk(long start, long packed, long values, int codec) {
        long end() {
            return start + packed;
        }
    }
}
