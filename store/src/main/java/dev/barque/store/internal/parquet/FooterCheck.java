package dev.barque.store.internal.parquet;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether a footer is fit to be handed to parquet-java, which believes what it says: a schema of many thousand levels
 * overflows its stack, a size that lies exhausts the heap. Field numbers are those of {@code parquet.thrift}.
 */
final class FooterCheck {
    private static final int MAX_SCHEMA_DEPTH = 64;

    private final ThriftCursor cursor;
    private final long dataEnd;
    private final Deque<Long> openGroups = new ArrayDeque<>();
    private boolean hasRoot;

    private FooterCheck(byte[] footer, long dataEnd) {
        cursor = new ThriftCursor(footer);
        this.dataEnd = dataEnd;
    }

    /** Throws IllegalArgumentException with what was found. {@code dataEnd} is where the footer begins in the file. */
    static void check(byte[] footer, long dataEnd) {
        new FooterCheck(footer, dataEnd).file();
    }

    private void file() {
        long rows = -1;
        long rowsInGroups = 0;
        int id = 0;
        for (int type = cursor.nextField(0); type != ThriftCursor.STOP; type = cursor.nextField(id)) {
            id = cursor.field();
            switch (id) {
                case 2 -> {
                    for (int left = structs(type, "the schema"); left > 0; left--) {
                        schemaElement();
                    }
                }
                case 3 -> rows = cursor.whole();
                case 4 -> {
                    for (int left = structs(type, "the row groups"); left > 0; left--) {
                        rowsInGroups = Math.addExact(rowsInGroups, rowGroup());
                    }
                }
                default -> cursor.skip(type);
            }
        }
        require(hasRoot && openGroups.isEmpty(), "a schema that is cut off");
        require(rows == rowsInGroups, rows + " rows, but " + rowsInGroups + " in its row groups");
    }

    private void schemaElement() {
        long children = 0;
        int id = 0;
        for (int type = cursor.nextField(0); type != ThriftCursor.STOP; type = cursor.nextField(id)) {
            id = cursor.field();
            if (id == 5) {
                children = cursor.whole();
            } else {
                cursor.skip(type);
            }
        }
        require(children >= 0, "a group of " + children + " columns");
        require(!hasRoot || !openGroups.isEmpty(), "a column outside of its schema");
        hasRoot = true;
        if (!openGroups.isEmpty()) {
            openGroups.push(openGroups.pop() - 1);
        }
        if (children > 0) {
            openGroups.push(children);
        }
        require(openGroups.size() <= MAX_SCHEMA_DEPTH, "a schema nested more than " + MAX_SCHEMA_DEPTH + " deep");
        while (!openGroups.isEmpty() && openGroups.peek() == 0) {
            openGroups.pop();
        }
    }

    private long rowGroup() {
        long rows = 0;
        int id = 0;
        for (int type = cursor.nextField(0); type != ThriftCursor.STOP; type = cursor.nextField(id)) {
            id = cursor.field();
            switch (id) {
                case 1 -> {
                    for (int left = structs(type, "the columns"); left > 0; left--) {
                        columnChunk();
                    }
                }
                case 3 -> rows = cursor.whole();
                default -> cursor.skip(type);
            }
        }
        require(rows >= 0, "a row group of " + rows + " rows");
        return rows;
    }

    private void columnChunk() {
        int id = 0;
        for (int type = cursor.nextField(0); type != ThriftCursor.STOP; type = cursor.nextField(id)) {
            id = cursor.field();
            if (id == 3 && type == ThriftCursor.STRUCT) {
                columnMetadata();
            } else {
                cursor.skip(type);
            }
        }
    }

    private void columnMetadata() {
        long values = 0;
        long size = 0;
        long dataPage = 0;
        long dictionaryPage = 0;
        int id = 0;
        for (int type = cursor.nextField(0); type != ThriftCursor.STOP; type = cursor.nextField(id)) {
            id = cursor.field();
            switch (id) {
                case 5 -> values = cursor.whole();
                case 7 -> size = cursor.whole();
                case 9 -> dataPage = cursor.whole();
                case 11 -> dictionaryPage = cursor.whole();
                default -> cursor.skip(type);
            }
        }
        long start = dictionaryPage > 0 ? Math.min(dictionaryPage, dataPage) : dataPage;
        require(values >= 0, "a column of " + values + " values");
        require(
                start >= 0 && size >= 0 && start <= dataEnd && size <= dataEnd - start,
                "a column of " + size + " bytes at " + start + " in " + dataEnd + " bytes of data");
    }

    private int structs(int type, String what) {
        require(type == ThriftCursor.LIST, what + " in another form than a list");
        int size = cursor.listSize();
        require(size == 0 || cursor.elementType() == ThriftCursor.STRUCT, what + " of another kind");
        return size;
    }

    private static void require(boolean right, String found) {
        if (!right) {
            throw new IllegalArgumentException(found);
        }
    }
}
