package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.feature.FeatureType;
import dev.barque.core.market.Symbol;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.crew.Crew;
import dev.barque.store.internal.parquet.ColumnScan;
import dev.barque.store.internal.parquet.ColumnWriter;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.internal.parquet.ParquetTable;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;

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
    private final List<int[]> together;

    SealedFile(FeatureSet set) {
        this.set = set;
        columns = new FeatureColumns(set.schema());
        schema = columns.messageType();
        leaves = schema.getColumns();
        together = together(set);
        allFields = IntStream.range(0, set.schema().size()).toArray();
    }

    /**
     * Writes rows in an order to an empty file. The threads of a crew pack columns beside each other, and one at a time writes what is
     * next: the bytes are the same with any crew. With several threads packed columns of a row group wait for their turn in memory.
     */
    void write(WritableFile file, ColumnRows rows, int[] order, PartitionKey key, Crew crew) throws IOException {
        try (ColumnWriter writer = new ColumnWriter(file, schema)) {
            for (int from = 0; from < order.length; from += GROUP_ROWS) {
                int to = Math.min(order.length, from + GROUP_ROWS);
                new RowGroupWriter(this, writer, rows, order, from, to, crew).write();
            }
            writer.end(FeatureFile.metadata(set, key));
        }
    }

    /** The set whose rows are in files of this form. */
    FeatureSet set() {
        return set;
    }

    FeatureColumns columns() {
        return columns;
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
            fields(scan, content, name, allFields, read.fields);
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
            fields(scan, content, name, wanted, read.fields);
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

    /** A scan of a file that has columns and rows as it should; for {@link #holds}. */
    ColumnScan scan(byte[] content, Path name, Symbol symbol, long rows) {
        return scan(content, name, symbol, rows, allFields);
    }

    /** How many questions {@link #holds} can answer about a file. */
    int comparisons() {
        return TIMES + together.size();
    }

    /**
     * Whether a part of a file holds the values of rows in an order, bit for bit: all parts together are all of it.
     *
     * @param part from 0: one of the times, the number, or one or more fields
     */
    boolean holds(int part, ColumnScan scan, byte[] content, Path name, ColumnRows rows, int[] order) {
        boolean[] always = {};
        return switch (part) {
            case 0 -> scan.holds(FeatureFile.EVENT_TIME, new ColumnScan.Expected(rows.event, always, order));
            case 1 -> scan.holds(FeatureFile.KNOWN_AT, new ColumnScan.Expected(rows.known, always, order));
            case 2 -> scan.holds(FeatureFile.INGESTED_AT, new ColumnScan.Expected(rows.ingested, always, order));
            case 3 -> scan.holds(FeatureFile.SEQUENCE, new ColumnScan.Expected(rows.sequence, always, order));
            default -> holdsFields(together.get(part - TIMES), scan, content, name, rows, order);
        };
    }

    private boolean holdsFields(
            int[] fields, ColumnScan scan, byte[] content, Path name, ColumnRows rows, int[] order) {
        FieldColumn expected = rows.fields.get(fields[0]);
        if (expected.isNumber()) {
            return scan.holds(
                    set.schema().field(fields[0]).name(),
                    new ColumnScan.Expected(expected.bits(), expected.present(), order));
        }
        List<FieldColumn> found = ColumnRows.fields(set, order.length, fields);
        fields(scan, content, name, fields, found);
        for (int field : fields) {
            for (int i = 0; i < order.length; i++) {
                if (!FieldColumn.same(
                        found.get(field).object(i), rows.fields.get(field).object(order[i]))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Fields that are compared at once: each alone, but lists together, because they are decoded together. */
    private static List<int[]> together(FeatureSet set) {
        List<int[]> alone = new ArrayList<>();
        List<Integer> lists = new ArrayList<>();
        for (int i = 0; i < set.schema().size(); i++) {
            FeatureType type = set.schema().field(i).type();
            if (FieldColumn.of(type, 0).isNumber() || type == FeatureType.STRING) {
                alone.add(new int[] {i});
            } else {
                lists.add(i);
            }
        }
        if (!lists.isEmpty()) {
            alone.add(lists.stream().mapToInt(Integer::intValue).toArray());
        }
        return alone;
    }

    private void fields(ColumnScan scan, byte[] content, Path name, int[] wanted, List<FieldColumn> to) {
        List<FeatureField> fields = set.schema().fields();
        Set<String> lists = new HashSet<>();
        for (int i : wanted) {
            FieldColumn column = to.get(i);
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

    private void readLists(byte[] content, Path name, Set<String> lists, List<FieldColumn> to) {
        ParquetTable table =
                ParquetFile.read(content, name, path -> lists.stream().anyMatch(list -> path.startsWith(list + ".")));
        new FeatureDecoder(table, name).decode(set.schema(), lists, to);
    }
}
