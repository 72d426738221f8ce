package dev.barque.store.internal.parquet;

import static dev.barque.store.internal.parquet.FooterCheck.require;

import dev.barque.store.internal.parquet.Footer.Chunk;
import dev.barque.store.internal.parquet.Footer.Leaf;

/** One column of a row group in a footer: whose it is, and that everything it points at lies between head and footer. */
final class ChunkCheck {
    private final ThriftCursor cursor;
    private final Leaf leaf;
    private final long dataStart;
    private final long dataEnd;
    private String path = "";
    private boolean described;
    private long type = -1;
    private long codec = -1;
    private long values = -1;
    private long packed = -1;
    private long dataPage = -1;
    private long dictionaryPage;
    private long offsetIndex;
    private long offsetIndexLength;
    private long columnIndex;
    private long columnIndexLength;
    private long bloomFilter;
    private long bloomFilterLength;

    ChunkCheck(ThriftCursor cursor, Leaf leaf, long dataEnd, long dataStart) {
        this.cursor = cursor;
        this.leaf = leaf;
        this.dataEnd = dataEnd;
        this.dataStart = dataStart;
    }

    Chunk chunk() {
        cursor.struct((id, fieldType) -> {
            switch (id) {
                case 1 -> throw new IllegalArgumentException("a column that lies in another file");
                case 3 -> {
                    require(fieldType == ThriftCursor.STRUCT, "the description of a column in another form");
                    described = true;
                    cursor.struct(this::metadata);
                }
                case 4 -> offsetIndex = cursor.whole(fieldType, "the place of an index");
                case 5 -> offsetIndexLength = cursor.whole(fieldType, "the length of an index");
                case 6 -> columnIndex = cursor.whole(fieldType, "the place of an index");
                case 7 -> columnIndexLength = cursor.whole(fieldType, "the length of an index");
                case 8 -> throw new IllegalArgumentException("an encrypted column, which is not supported");
                default -> cursor.skip(fieldType);
            }
        });
        require(described, "a column without a description");
        require(path.equals(leaf.path()), () -> "the column '" + path + "' in the place of '" + leaf.path() + "'");
        require(
                type == leaf.type(),
                () -> "the column " + path + " of type " + type + " under a schema that says " + leaf.type());
        require(codec >= 0, "a column without its compression");
        require(values >= 0, () -> "a column of " + values + " values");
        long start = dictionaryPage > 0 ? Math.min(dictionaryPage, dataPage) : dataPage;
        require(
                inData(start, packed),
                () -> "a column of " + packed + " bytes at " + start + " in " + dataEnd + " bytes of data");
        require(
                dataPage >= start && dataPage <= start + packed,
                () -> "pages at " + dataPage + ", outside of their column");
        requireIndex(offsetIndex, offsetIndexLength);
        requireIndex(columnIndex, columnIndexLength);
        requireIndex(bloomFilter, bloomFilterLength);
        return new Chunk(start, packed, values, (int) codec);
    }

    private void metadata(int id, int fieldType) {
        switch (id) {
            case 1 -> type = cursor.whole(fieldType, "the type of a column");
            case 3 -> path = cursor.path(fieldType, ParquetLimits.SCHEMA_DEPTH);
            case 4 -> codec = cursor.whole(fieldType, "the compression of a column");
            case 5 -> values = cursor.whole(fieldType, "the number of values");
            case 7 -> packed = cursor.whole(fieldType, "the size of a column");
            case 9 -> dataPage = cursor.whole(fieldType, "the place of a page");
            case 11 -> dictionaryPage = cursor.whole(fieldType, "the place of a dictionary");
            case 14 -> bloomFilter = cursor.whole(fieldType, "the place of a filter");
            case 15 -> bloomFilterLength = cursor.whole(fieldType, "the length of a filter");
            default -> cursor.skip(fieldType);
        }
    }

    private boolean inData(long start, long length) {
        return start >= dataStart && length >= 0 && start <= dataEnd && length <= dataEnd - start;
    }

    private void requireIndex(long start, long length) {
        require(
                (start == 0 && length == 0) || inData(start, length),
                () -> "an index of " + length + " bytes at " + start + " in " + dataEnd + " bytes of data");
    }
}
