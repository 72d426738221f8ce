package dev.barque.store.internal.l1;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.l1.L1Rows.Measure;
import dev.barque.store.internal.parquet.ParquetColumn;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.internal.parquet.ParquetGroups;
import dev.barque.store.internal.parquet.ParquetTable;
import dev.barque.store.io.FileAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** One of our files of bars, or of superseded values, whole. */
public final class L1DateFile {
    private L1DateFile() {}

    /** What a row takes in memory, and what is made of it while it is merged and written, generously. */
    private static final long BYTES_PER_ROW = 200;

    /** The rows of a file of ours, none when it is missing; a file of another system is refused. Decoded group by group. */
    public static L1Rows read(Path file) {
        if (!Files.exists(file)) {
            Path packed = file.resolveSibling(file.getFileName() + L1Source.PACKED);
            if (Files.exists(packed)) {
                throw L1Errors.packedFile(packed);
            }
            return new L1Rows();
        }
        try (ParquetGroups groups = ParquetGroups.open(file, column -> true)) {
            ParquetTable head = groups.head();
            if (!L1Schema.isOurs(head)) {
                throw L1Errors.foreignFile(file);
            }
            L1Schema.requireWhole(file, head);
            requireRoom(file, groups.rows());
            L1Rows rows = new L1Rows(Math.toIntExact(groups.rows()));
            for (ParquetTable group = groups.next(); group != null; group = groups.next()) {
                add(file, group, rows);
            }
            requireDigest(file, head, rows);
            return rows;
        }
    }

    /** Groups are bounded one by one; that there are not too many of them is looked at here. */
    private static void requireRoom(Path file, long rows) {
        long most = Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_ROW;
        if (rows > most) {
            throw StoreErrors.limitExceeded(
                    file, "it has " + rows + " rows, more than the " + most + " that this heap is enough for");
        }
    }

    private static void add(Path file, ParquetTable table, L1Rows rows) {
        ParquetColumn time = column(table, file, "t_event");
        ParquetColumn symbol = column(table, file, "symbol");
        ParquetColumn source = column(table, file, "source");
        ParquetColumn rawRef = column(table, file, "raw_ref");
        ParquetColumn openInterest = column(table, file, "oi");
        ParquetColumn interval = column(table, file, "interval_us");
        @Nullable ParquetColumn known = table.column("known_at").orElse(null);
        @Nullable ParquetColumn superseded = table.column("superseded_at").orElse(null);
        Map<Measure, ParquetColumn> numbers = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            numbers.put(measure, column(table, file, measure.column));
        }
        for (int i = 0; i < table.rows(); i++) {
            rows.add(
                    time.int64(i),
                    symbol.string(i),
                    interval.isNull(i) ? 0 : interval.int64(i),
                    source.isNull(i) ? "" : source.string(i),
                    rawRef.isNull(i) ? null : rawRef.string(i));
            rows.setKnown(
                    known == null ? time.int64(i) : known.int64(i),
                    superseded == null || superseded.isNull(i) ? L1Rows.NEVER : superseded.int64(i));
            rows.setOpenInterest(openInterest.isNull(i) ? null : (Long) openInterest.int64(i));
            for (Map.Entry<Measure, ParquetColumn> number : numbers.entrySet()) {
                ParquetColumn column = number.getValue();
                rows.set(number.getKey(), column.isNull(i) ? null : (Double) column.float64(i));
            }
        }
    }

    /** How many superseded values a file says there are. */
    static long supersededCount(Path file) {
        String count = L1Source.read(file, column -> false).metadata().getOrDefault(L1Schema.SUPERSEDED_KEY, "0");
        try {
            return Long.parseLong(count);
        } catch (NumberFormatException e) {
            throw StoreErrors.corruptFile(file, "its count of superseded values is '" + count + "'", e);
        }
    }

    private static void requireDigest(Path file, ParquetTable table, L1Rows rows) {
        String expected = table.metadata().get(L1Schema.DIGEST_KEY);
        boolean first = !table.schema().containsField("known_at");
        String found = first ? "" : L1Digest.of(rows);
        if (!first && !found.equals(expected)) {
            throw StoreErrors.corruptFile(
                    file, "its rows have the digest " + found + " but it was written with " + expected, null);
        }
    }

    /** Replaces a file by one with these rows, of which so many earlier values lie in the file beside it. */
    public static void write(FileAccess files, Path file, LocalDate date, L1Rows rows, long superseded) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(L1Schema.VERSION_KEY, L1Schema.VERSION);
        metadata.put(L1Schema.STAMPED_KEY, "close");
        metadata.put(L1Schema.DATE_KEY, date.toString());
        metadata.put(L1Schema.DIGEST_KEY, L1Digest.of(rows));
        metadata.put(L1Schema.SUPERSEDED_KEY, String.valueOf(superseded));
        long interval = oneInterval(rows);
        if (interval > 0) {
            metadata.put(
                    L1Schema.INTERVAL_KEY, Duration.ofNanos(interval * 1_000).toString());
        }
        ParquetFile.write(files, file, L1Schema.SCHEMA, metadata, rows.size, new Writer(rows)::write);
    }

    private static long oneInterval(L1Rows rows) {
        long interval = rows.size == 0 ? 0 : rows.interval[0];
        for (int i = 1; i < rows.size; i++) {
            if (rows.interval[i] != interval) {
                return 0;
            }
        }
        return interval;
    }

    private static ParquetColumn column(ParquetTable table, Path file, String name) {
        return table.column(name)
                .orElseThrow(() -> L1Errors.wrongSchema(file, "the column " + name + " is missing", table));
    }

    /** Writes rows; texts that occur often are made into bytes once. */
    private static final class Writer {
        private final L1Rows rows;
        private final Map<String, Binary> texts = new LinkedHashMap<>();

        Writer(L1Rows rows) {
            this.rows = rows;
        }

        void write(RecordConsumer to, int row) {
            int64(to, "t_event", rows.time[row]);
            text(to, "symbol", often(rows.symbolOf(row)));
            for (Measure measure : Measure.values()) {
                double value = rows.column(measure)[row];
                if (!Double.isNaN(value)) {
                    int index = index(measure.column);
                    to.startField(measure.column, index);
                    to.addDouble(value);
                    to.endField(measure.column, index);
                }
            }
            text(to, "source", often(rows.sources.name(rows.source[row])));
            if (rows.openInterest[row] != L1Rows.NO_COUNT) {
                int64(to, "oi", rows.openInterest[row]);
            }
            @Nullable String ref = rows.rawRefs.get(row);
            if (ref != null) {
                text(to, "raw_ref", Binary.fromString(ref));
            }
            to.startField("units_normalized", index("units_normalized"));
            to.addBoolean(true);
            to.endField("units_normalized", index("units_normalized"));
            if (rows.interval[row] != 0) {
                int64(to, "interval_us", rows.interval[row]);
            }
            int64(to, "known_at", rows.known[row]);
            if (rows.superseded[row] != L1Rows.NEVER) {
                int64(to, "superseded_at", rows.superseded[row]);
            }
        }

        private Binary often(String text) {
            return texts.computeIfAbsent(text, Binary::fromString);
        }

        private static void int64(RecordConsumer to, String name, long value) {
            int index = index(name);
            to.startField(name, index);
            to.addLong(value);
            to.endField(name, index);
        }

        private static void text(RecordConsumer to, String name, Binary value) {
            int index = index(name);
            to.startField(name, index);
            to.addBinary(value);
            to.endField(name, index);
        }

        private static int index(String name) {
            MessageType schema = L1Schema.SCHEMA;
            return schema.getFieldIndex(name);
        }
    }
}
