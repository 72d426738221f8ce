package dev.barque.store.internal.parquet;

import dev.barque.store.internal.parquet.Footer.Chunk;
import dev.barque.store.internal.parquet.Footer.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Whether a footer is fit to be handed to parquet-java or DuckDB, which believe what it says: a schema of many thousand levels
 * overflows their stack, a size that lies exhausts the heap. Field numbers are those of {@code parquet.thrift}.
 */
final class FooterCheck {
    /** The four bytes at the beginning of a file. */
    private static final int FIRST_BYTE = 4;

    private final ThriftCursor cursor;
    private final long dataEnd;
    private final SchemaCheck schema;
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, String> notes = new HashMap<>();
    private long rows = -1;

    private FooterCheck(byte[] footer, long dataEnd) {
        cursor = new ThriftCursor(footer, ParquetLimits.FOOTER_VALUES);
        this.dataEnd = dataEnd;
        schema = new SchemaCheck(cursor);
    }

    /**
     * What the footer says; throws IllegalArgumentException with what is wrong with it. {@code dataEnd} is where the footer
     * begins in the file.
     */
    static Footer check(byte[] footer, long dataEnd) {
        return new FooterCheck(footer, dataEnd).file();
    }

    private Footer file() {
        cursor.struct((id, type) -> {
            switch (id) {
                case 2 -> schema.elements(cursor.structs(type, "the schema"));
                case 3 -> rows = cursor.whole(type, "the number of rows");
                case 4 -> rowGroups(cursor.structs(type, "the row groups"));
                case 5 -> notes(cursor.structs(type, "the notes"));
                case 8 -> throw new IllegalArgumentException("encrypted columns, which are not supported");
                default -> cursor.skip(type);
            }
        });
        schema.requireWhole();
        ParquetLimits.within(rows, ParquetLimits.ROWS, "rows");
        long inGroups = 0;
        for (Group group : groups) {
            inGroups = Math.addExact(inGroups, group.rows());
            require(
                    group.chunks().size() == schema.leaves().size(),
                    () -> "a row group of " + group.chunks().size() + " columns under a schema of "
                            + schema.leaves().size());
        }
        long inAll = inGroups;
        require(rows == inAll, () -> rows + " rows, but " + inAll + " in its row groups");
        requireApart();
        return new Footer(rows, schema.leaves(), groups, notes);
    }

    private void notes(int count) {
        for (int left = count; left > 0; left--) {
            String[] note = {"", ""};
            cursor.struct((id, type) -> {
                switch (id) {
                    case 1 -> note[0] = cursor.text(type, "the name of a note");
                    case 2 -> note[1] = cursor.text(type, "a note");
                    default -> cursor.skip(type);
                }
            });
            notes.put(note[0], note[1]);
        }
    }

    private void rowGroups(int count) {
        require(groups.isEmpty(), "two lists of row groups");
        require(!schema.leaves().isEmpty() || count == 0, "row groups before its schema");
        ParquetLimits.within(count, ParquetLimits.ROW_GROUPS, "row groups");
        for (int i = 0; i < count; i++) {
            groups.add(rowGroup());
        }
    }

    private Group rowGroup() {
        List<Chunk> chunks = new ArrayList<>();
        long[] inGroup = {-1};
        cursor.struct((id, type) -> {
            switch (id) {
                case 1 -> {
                    for (int left = cursor.structs(type, "the columns"); left > 0; left--) {
                        require(
                                chunks.size() < schema.leaves().size(),
                                "more columns in a row group than in the schema");
                        chunks.add(new ChunkCheck(cursor, schema.leaves().get(chunks.size()), dataEnd, FIRST_BYTE)
                                .chunk());
                    }
                }
                case 3 -> inGroup[0] = cursor.whole(type, "the rows of a row group");
                default -> cursor.skip(type);
            }
        });
        require(inGroup[0] >= 0, () -> "a row group of " + inGroup[0] + " rows");
        for (int i = 0; i < chunks.size(); i++) {
            long values = chunks.get(i).values();
            boolean flat = schema.leaves().get(i).maxRepetition() == 0;
            require(
                    flat ? values == inGroup[0] : values >= inGroup[0],
                    () -> "a column of " + values + " values in a row group of " + inGroup[0] + " rows");
        }
        return new Group(inGroup[0], List.copyOf(chunks));
    }

    /** Columns that share bytes would make many times what the file holds. */
    private void requireApart() {
        List<Chunk> all = new ArrayList<>();
        groups.forEach(group -> all.addAll(group.chunks()));
        all.removeIf(chunk -> chunk.packed() == 0);
        all.sort(Comparator.comparingLong(Chunk::start));
        for (int i = 1; i < all.size(); i++) {
            Chunk before = all.get(i - 1);
            long next = all.get(i).start();
            require(
                    before.end() <= next,
                    () -> "a column from " + before.start() + " to " + before.end() + " and another from " + next
                            + " on");
        }
    }

    static void require(boolean right, String found) {
        if (!right) {
            throw new IllegalArgumentException(found);
        }
    }

    /** What was found is put into words only when it is wrong: a small file takes as long to check as to read. */
    static void require(boolean right, Supplier<String> found) {
        if (!right) {
            throw new IllegalArgumentException(found.get());
        }
    }
}
