package dev.barque.store.internal.parquet;

import static dev.barque.store.internal.parquet.FooterCheck.require;

import dev.barque.store.internal.parquet.Footer.Leaf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The schema of a footer: a tree written as a list, each group followed by its children. */
final class SchemaCheck {
    private static final int OPTIONAL = 1;
    private static final int REPEATED = 2;
    private static final int GREATEST_TYPE = Footer.FIXED_LEN_BYTE_ARRAY;

    private final ThriftCursor cursor;
    private final Deque<OpenGroup> open = new ArrayDeque<>();
    private final List<Leaf> leaves = new ArrayList<>();
    private boolean hasRoot;

    /** A group that waits for the rest of its children. */
    private static final class OpenGroup {
        final String prefix;
        final int definition;
        final int repetition;
        long left;

        OpenGroup(String prefix, int definition, int repetition, long left) {
            this.prefix = prefix;
            this.definition = definition;
            this.repetition = repetition;
            this.left = left;
        }
    }

    /** One entry of the list. */
    private static final class Element {
        String name = "";
        long type = -1;
        long repetition = -1;
        long children;
    }

    SchemaCheck(ThriftCursor cursor) {
        this.cursor = cursor;
    }

    List<Leaf> leaves() {
        return leaves;
    }

    void elements(int count) {
        require(!hasRoot, "two schemas");
        ParquetLimits.within(count, 2L * ParquetLimits.COLUMNS, "columns and groups");
        for (int left = count; left > 0; left--) {
            element();
        }
    }

    void requireWhole() {
        require(hasRoot && open.isEmpty(), "a schema that is cut off");
    }

    private void element() {
        Element element = new Element();
        cursor.struct((id, type) -> {
            switch (id) {
                case 1 -> element.type = cursor.whole(type, "the type of a column");
                case 2 -> {
                    long length = cursor.whole(type, "the length of a value");
                    require(length >= 0, () -> "values of " + length + " bytes");
                    ParquetLimits.within(length, ParquetLimits.TEXT_BYTES, "bytes in each value of a column");
                }
                case 3 -> element.repetition = cursor.whole(type, "the repetition of a column");
                case 4 -> element.name = cursor.text(type, "the name of a column");
                case 5 -> element.children = cursor.whole(type, "the number of columns");
                default -> cursor.skip(type);
            }
        });
        require(element.children >= 0, () -> "a group of " + element.children + " columns");
        if (!hasRoot) {
            hasRoot = true;
            if (element.children > 0) {
                open.push(new OpenGroup("", 0, 0, element.children));
            }
            return;
        }
        OpenGroup parent = open.peek();
        if (parent == null) {
            throw new IllegalArgumentException("a column outside of its schema");
        }
        parent.left--;
        require(
                element.repetition >= 0 && element.repetition <= REPEATED,
                () -> "a column of repetition " + element.repetition);
        String path = parent.prefix + element.name;
        ParquetLimits.within(path.length(), ParquetLimits.PATH_LENGTH, "characters in the path of a column");
        int definition = parent.definition + (element.repetition >= OPTIONAL ? 1 : 0);
        int repetition = parent.repetition + (element.repetition == REPEATED ? 1 : 0);
        if (element.children > 0) {
            open.push(new OpenGroup(path + ".", definition, repetition, element.children));
            require(
                    open.size() <= ParquetLimits.SCHEMA_DEPTH,
                    () -> "a schema nested more than " + ParquetLimits.SCHEMA_DEPTH + " deep");
        } else {
            require(element.type >= 0 && element.type <= GREATEST_TYPE, () -> "a column of type " + element.type);
            leaves.add(new Leaf(path, (int) element.type, definition, repetition));
            ParquetLimits.within(leaves.size(), ParquetLimits.COLUMNS, "columns");
        }
        while (!open.isEmpty() && open.peek().left == 0) {
            open.pop();
        }
    }
}
