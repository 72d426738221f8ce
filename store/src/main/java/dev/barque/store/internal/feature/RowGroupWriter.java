package dev.barque.store.internal.feature;

import dev.barque.store.internal.crew.Crew;
import dev.barque.store.internal.crew.InTurn;
import dev.barque.store.internal.parquet.ColumnWriter;
import dev.barque.store.internal.parquet.PackedColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Writes a row group of a {@link SealedFile}: some rows of a partition, in their order. Used once, by one thread with its crew. */
final class RowGroupWriter {
    private final SealedFile form;
    private final MessageType schema;
    private final ColumnWriter writer;
    private final ColumnRows rows;
    private final int[] order;
    private final int from;
    private final int size;
    private final boolean isInOrder;
    private final Crew crew;
    private final Map<String, boolean[]> groups = new HashMap<>();
    private final Set<String> fullGroups = new HashSet<>();
    private long[] room = {};

    RowGroupWriter(SealedFile form, ColumnWriter writer, ColumnRows rows, int[] order, int from, int to, Crew crew) {
        this.form = form;
        schema = form.schema();
        this.writer = writer;
        this.rows = rows;
        this.order = order;
        this.from = from;
        this.crew = crew;
        size = to - from;
        isInOrder = order[to - 1] - order[from] == size - 1 && isAscending(order, from, to);
    }

    /** Makes a column ready and says what writes it. */
    @FunctionalInterface
    private interface Column {
        Crew.Task ready() throws IOException;
    }

    void write() throws IOException {
        List<Column> all = new ArrayList<>(List.of(
                () -> times(FeatureFile.EVENT_TIME, rows.event),
                () -> times(FeatureFile.KNOWN_AT, rows.known),
                () -> times(FeatureFile.INGESTED_AT, rows.ingested),
                () -> times(FeatureFile.SEQUENCE, rows.sequence)));
        for (FeatureColumns.Leaf leaf : form.columns().leaves()) {
            notePresence(leaf);
            boolean isNumber = rows.fields.get(leaf.field()).isNumber();
            all.add(isNumber ? () -> numbers(leaf) : () -> () -> others(leaf));
        }
        InTurn writing = new InTurn(all.size());
        List<Crew.Task> tasks = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            int number = i;
            tasks.add(() -> writing.ready(number, all.get(number).ready()));
        }
        writer.beginRows(size);
        crew.run(tasks);
        writer.endRows();
    }

    /** A group is there in a row when one of its features is. */
    private void notePresence(FeatureColumns.Leaf leaf) {
        if (leaf.groups().isEmpty() || fullGroups.containsAll(leaf.groups())) {
            return;
        }
        FieldColumn field = rows.fields.get(leaf.field());
        boolean[] present = new boolean[size];
        boolean full = true;
        boolean[] numbers = field.present();
        for (int i = 0; i < size; i++) {
            int row = order[from + i];
            present[i] = numbers.length > 0 ? numbers[row] : field.object(row) != null;
            full &= present[i];
        }
        for (String group : leaf.groups()) {
            if (full) {
                fullGroups.add(group);
            } else {
                boolean[] before = groups.computeIfAbsent(group, name -> new boolean[size]);
                for (int i = 0; i < size; i++) {
                    before[i] |= present[i];
                }
            }
        }
    }

    private boolean isGroupPresent(String group, int row) {
        boolean[] present = groups.get(group);
        return fullGroups.contains(group) || (present != null && present[row]);
    }

    private Crew.Task times(String name, long[] values) throws IOException {
        return all(schema.getColumnDescription(new String[] {name}), values);
    }

    private Crew.Task all(ColumnDescriptor column, long[] values) throws IOException {
        if (isInOrder) {
            return pages(column, null, values, order[from]);
        }
        long[] gathered = gathered();
        for (int i = 0; i < size; i++) {
            gathered[i] = values[order[from + i]];
        }
        return pages(column, null, gathered, 0);
    }

    private Crew.Task numbers(FeatureColumns.Leaf leaf) throws IOException {
        FieldColumn field = rows.fields.get(leaf.field());
        long[] bits = field.bits();
        boolean[] present = field.present();
        ColumnDescriptor column = schema.getColumnDescription(path(leaf.field()));
        int values = 0;
        for (int i = 0; i < size; i++) {
            values += present[order[from + i]] ? 1 : 0;
        }
        if (values == size) {
            return all(column, bits);
        }
        long[] gathered = gathered();
        int at = 0;
        for (int i = 0; i < size; i++) {
            int row = order[from + i];
            gathered[at] = bits[row];
            at += present[row] ? 1 : 0;
        }
        return pages(column, levels(leaf, present), gathered, 0);
    }

    /** Alone, pages are written as soon as they are packed, and the next column has the same room. */
    private Crew.Task pages(ColumnDescriptor column, byte @Nullable [] levels, long[] values, int first)
            throws IOException {
        if (crew.isAlone()) {
            return () -> writer.numbers(column, levels, size, values, first);
        }
        PackedColumn packed = ColumnWriter.pack(column, levels, size, values, first);
        return () -> writer.numbers(packed);
    }

    private long[] gathered() {
        if (!crew.isAlone()) {
            return new long[size];
        }
        if (room.length == 0) {
            room = new long[size];
        }
        return room;
    }

    private byte[] levels(FeatureColumns.Leaf leaf, boolean[] present) {
        int full = 0;
        List<boolean[]> others = new ArrayList<>();
        for (String group : leaf.groups()) {
            boolean[] some = groups.get(group);
            if (fullGroups.contains(group)) {
                full++;
            } else if (some != null) {
                others.add(some);
            }
        }
        byte[] levels = new byte[size];
        for (int i = 0; i < size; i++) {
            int level = full + (present[order[from + i]] ? 1 : 0);
            for (int group = 0; group < others.size(); group++) {
                level += others.get(group)[i] ? 1 : 0;
            }
            levels[i] = (byte) level;
        }
        return levels;
    }

    private void others(FeatureColumns.Leaf leaf) throws IOException {
        String[] path = path(leaf.field());
        FieldColumn field = rows.fields.get(leaf.field());
        MessageType part = new MessageType(schema.getName(), part(schema, path, 0));
        writer.others(part, size, (to, row) -> {
            int open = 0;
            while (open < leaf.groups().size() && isGroupPresent(leaf.groups().get(open), row)) {
                to.startField(path[open++], 0);
                to.startGroup();
            }
            Object value = field.object(order[from + row]);
            if (value != null) {
                String name = path[path.length - 1];
                to.startField(name, 0);
                FeatureColumns.writeObject(to, field.type(), value);
                to.endField(name, 0);
            }
            while (open > 0) {
                to.endGroup();
                to.endField(path[--open], 0);
            }
        });
    }

    private static boolean isAscending(int[] order, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (order[i] != order[i - 1] + 1) {
                return false;
            }
        }
        return true;
    }

    private String[] path(int field) {
        return form.set().schema().field(field).name().split("\\.", -1);
    }

    /** The type at a path, in its groups and without all that lies beside it. */
    private static Type part(GroupType in, String[] path, int depth) {
        Type type = in.getType(path[depth]);
        return depth == path.length - 1
                ? type
                : type.asGroupType().withNewFields(part(type.asGroupType(), path, depth + 1));
    }
}
