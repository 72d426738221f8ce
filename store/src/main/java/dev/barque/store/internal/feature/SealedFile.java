package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.parquet.ColumnScan;
import dev.barque.store.internal.parquet.ColumnWriter;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.internal.parquet.ParquetTable;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Writes the rows of a partition to a file ({@link FeatureFile}) column by column, and decodes them. Safe to share. */
final class SealedFile {
    /** Rows of a row group: what is gathered of one column at a time. */
    private static final int GROUP_ROWS = 1 << 20;

    /** The three times and the sequence number. */
    private static final int TIMES = 4;

    private final FeatureSet set;
    private final FeatureColumns columns;
    private final MessageType schema;
    private final List<ColumnDescriptor> leaves;
    private final int[] allFields;

    SealedFile(FeatureSet set) {
        this.set = set;
        columns = new FeatureColumns(set.schema());
        schema = columns.messageType();
        leaves = schema.getColumns();
        allFields = IntStream.range(0, set.schema().size()).toArray();
    }

    /** Writes rows in an order to an empty file. */
    void write(WritableFile file, ColumnRows rows, int[] order, PartitionKey key) throws IOException {
        try (ColumnWriter writer = new ColumnWriter(file, schema)) {
            for (int from = 0; from < order.length; from += GROUP_ROWS) {
                int to = Math.min(order.length, from + GROUP_ROWS);
                new RowGroup(writer, rows, order, from, to).write();
            }
            writer.end(FeatureFile.metadata(set, key));
        }
    }

    /** Writes some of the rows. */
    private final class RowGroup {
        private final ColumnWriter writer;
        private final ColumnRows rows;
        private final int[] order;
        private final int from;
        private final int size;
        private final boolean isInOrder;
        private final long[] gathered;
        private final Map<String, boolean[]> groups = new HashMap<>();
        private final Set<String> fullGroups = new HashSet<>();

        RowGroup(ColumnWriter writer, ColumnRows rows, int[] order, int from, int to) {
            this.writer = writer;
            this.rows = rows;
            this.order = order;
            this.from = from;
            size = to - from;
            isInOrder = order[to - 1] - order[from] == size - 1 && isAscending(order, from, to);
            gathered = new long[size];
        }

        void write() throws IOException {
            List<FeatureColumns.Leaf> leaves = columns.leaves();
            for (FeatureColumns.Leaf leaf : leaves) {
                notePresence(leaf);
            }
            writer.beginRows(size);
            times(FeatureFile.EVENT_TIME, rows.event);
            times(FeatureFile.KNOWN_AT, rows.known);
            times(FeatureFile.INGESTED_AT, rows.ingested);
            times(FeatureFile.SEQUENCE, rows.sequence);
            for (FeatureColumns.Leaf leaf : leaves) {
                if (rows.fields.get(leaf.field()).isNumber()) {
                    numbers(leaf);
                } else {
                    others(leaf);
                }
            }
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

        private void times(String name, long[] values) throws IOException {
            all(schema.getColumnDescription(new String[] {name}), values);
        }

        private void all(ColumnDescriptor column, long[] values) throws IOException {
            if (isInOrder) {
                writer.numbers(column, null, size, values, order[from]);
                return;
            }
            for (int i = 0; i < size; i++) {
                gathered[i] = values[order[from + i]];
            }
            writer.numbers(column, null, size, gathered, 0);
        }

        private void numbers(FeatureColumns.Leaf leaf) throws IOException {
            FieldColumn field = rows.fields.get(leaf.field());
            long[] bits = field.bits();
            boolean[] present = field.present();
            ColumnDescriptor column = schema.getColumnDescription(path(leaf.field()));
            int values = 0;
            for (int i = 0; i < size; i++) {
                values += present[order[from + i]] ? 1 : 0;
            }
            if (values == size) {
                all(column, bits);
                return;
            }
            int at = 0;
            for (int i = 0; i < size; i++) {
                int row = order[from + i];
                gathered[at] = bits[row];
                at += present[row] ? 1 : 0;
            }
            writer.numbers(column, levels(leaf, present), size, gathered, 0);
        }

        private byte[] levels(FeatureColumns.Leaf leaf, boolean[] present) {
            byte[] levels = new byte[size];
            for (int i = 0; i < size; i++) {
                int level = present[order[from + i]] ? 1 : 0;
                for (String group : leaf.groups()) {
                    level += isGroupPresent(group, i) ? 1 : 0;
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
                while (open < leaf.groups().size()
                        && isGroupPresent(leaf.groups().get(open), row)) {
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
        return set.schema().field(field).name().split("\\.", -1);
    }

    /** The type at a path, in its groups and without all that lies beside it. */
    private static Type part(GroupType in, String[] path, int depth) {
        Type type = in.getType(path[depth]);
        return depth == path.length - 1
                ? type
                : type.asGroupType().withNewFields(part(type.asGroupType(), path, depth + 1));
    }

    /** The set whose rows are in files of this form. */
    FeatureSet set() {
        return set;
    }

    /** The columns with their logical types. */
    MessageType schema() {
        return schema;
    }

    /**
     * Decodes the rows of a symbol.
     *
     * @param rows how many there have to be; nothing is allocated for a file that says otherwise
     */
    ColumnRows read(byte[] content, Path name, Symbol symbol, long rows) {
        try (ColumnScan scan = scan(content, name, symbol, rows, allFields)) {
            ColumnRows read = new ColumnRows(set, Math.toIntExact(rows));
            times(scan, FeatureFile.EVENT_TIME, read.event);
            times(scan, FeatureFile.KNOWN_AT, read.known);
            times(scan, FeatureFile.INGESTED_AT, read.ingested);
            times(scan, FeatureFile.SEQUENCE, read.sequence);
            fields(scan, content, name, allFields, read);
            return read;
        }
    }

    /**
     * Decodes some fields, by their places in the schema, and of the times what decides which row wins: the others are left as they
     * are, and so are sequence numbers where no two rows have the same times.
     */
    ColumnRows readFields(byte[] content, Path name, Symbol symbol, long rows, int[] wanted) {
        try (ColumnScan scan = scan(content, name, symbol, rows, wanted)) {
            ColumnRows read = new ColumnRows(set, Math.toIntExact(rows), wanted);
            times(scan, FeatureFile.EVENT_TIME, read.event);
            times(scan, FeatureFile.KNOWN_AT, read.known);
            if (!isAscending(read)) {
                times(scan, FeatureFile.SEQUENCE, read.sequence);
            }
            fields(scan, content, name, wanted, read);
            return read;
        }
    }

    private static boolean isAscending(ColumnRows rows) {
        for (int i = 1; i < rows.size(); i++) {
            boolean later = rows.event[i] > rows.event[i - 1]
                    || (rows.event[i] == rows.event[i - 1] && rows.known[i] > rows.known[i - 1]);
            if (!later) {
                return false;
            }
        }
        return true;
    }

    private static void times(ColumnScan scan, String path, long[] to) {
        boolean[] always = {};
        scan.numbers(path, new ColumnScan.Target(to, always));
    }

    /** A scan of a file that is what it should be. */
    private ColumnScan scan(byte[] content, Path name, Symbol symbol, long rows, int[] wanted) {
        ColumnScan scan = ColumnScan.of(content, name);
        try {
            if (!scan.hasColumns(leaves)) {
                throw StoreErrors.corruptFile(name, "its columns are not those of " + set.id(), null);
            }
            String of = scan.notes().getOrDefault(FeatureFile.SYMBOL_KEY, symbol.value());
            if (!of.equals(symbol.value())) {
                throw StoreErrors.corruptFile(name, "it holds rows of " + of + " instead of " + symbol, null);
            }
            if (scan.rows() != rows) {
                throw StoreErrors.corruptFile(
                        name, "it has " + scan.rows() + " rows but its manifest says " + rows, null);
            }
            scan.requireRoom(TIMES + wanted.length);
            return scan;
        } catch (RuntimeException e) {
            scan.close();
            throw e;
        }
    }

    private void fields(ColumnScan scan, byte[] content, Path name, int[] wanted, ColumnRows to) {
        List<FeatureField> fields = set.schema().fields();
        Set<String> lists = new HashSet<>();
        for (int i : wanted) {
            FieldColumn column = to.fields.get(i);
            String path = fields.get(i).name();
            if (column.isNumber()) {
                scan.numbers(path, new ColumnScan.Target(column.bits(), column.present()));
            } else if (column.type() == FeatureType.STRING) {
                scan.texts(path, column.objects());
            } else {
                lists.add(path);
            }
        }
        if (!lists.isEmpty()) {
            readLists(content, name, lists, to);
        }
    }

    private void readLists(byte[] content, Path name, Set<String> lists, ColumnRows to) {
        ParquetTable table =
                ParquetFile.read(content, name, path -> lists.stream().anyMatch(list -> path.startsWith(list + ".")));
        new FeatureDecoder(table, name).decode(set.schema(), lists, to.fields);
    }
}
