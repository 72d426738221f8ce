package dev.barque.store.internal.feature;

import dev.barque.core.feature.FeatureField;
import dev.barque.core.feature.FeatureRow;
import dev.barque.core.feature.FeatureSet;
import dev.barque.core.market.Symbol;
import dev.barque.core.time.UtcMicros;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.internal.parquet.ParquetTable;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.schema.MessageType;

/**
 * A file of our own: the three times as {@code TIMESTAMP(MICROS, UTC)}, the sequence number, and the features in nested groups.
 *
 * <p>Date, symbol and version stand in the path only: a column of the same name in the file would be a conflict for some
 * readers of this layout and a silent choice for others.
 */
final class FeatureFile {
    static final String EVENT_TIME = "event_time";
    static final String KNOWN_AT = "known_at";
    static final String INGESTED_AT = "ingested_at";
    static final String SEQUENCE = "sequence";

    static final String SET_KEY = "barque.feature_set_id";
    static final String SCHEMA_KEY = "barque.schema";
    static final String SYMBOL_KEY = "barque.symbol";
    static final String DATE_KEY = "barque.date";

    static final Set<String> RESERVED =
            Set.of(EVENT_TIME, KNOWN_AT, INGESTED_AT, SEQUENCE, "date", "symbol", "feature_set_id");

    private FeatureFile() {}

    /** Refuses features that would have the name of a column of ours. */
    static void requireUnreserved(FeatureSet set) {
        for (FeatureField field : set.schema().fields()) {
            int dot = field.name().indexOf('.');
            String top = dot < 0 ? field.name() : field.name().substring(0, dot);
            if (RESERVED.contains(top)) {
                throw StoreErrors.reservedName(set.id(), top, new TreeSet<>(RESERVED));
            }
        }
    }

    /** Writes rows in their order to an empty file. */
    static void writeNew(WritableFile file, FeatureSet set, List<FeatureRow> rows) throws IOException {
        FeatureColumns columns = new FeatureColumns(set.schema());
        MessageType type = columns.messageType();
        Map<String, String> metadata = rows.isEmpty()
                ? metadata(set)
                : metadata(
                        set,
                        new PartitionKey(
                                UtcMicros.utcDate(rows.get(0).eventMicros()),
                                rows.get(0).symbol(),
                                set.id()));
        ParquetFile.writeNew(file, type, metadata, rows.size(), (to, row) -> columns.write(to, rows.get(row)));
    }

    private static Map<String, String> metadata(FeatureSet set) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(SET_KEY, set.id().value());
        metadata.put(SCHEMA_KEY, set.schema().fingerprint());
        return metadata;
    }

    /** Where a file belongs: part of what its digest covers. */
    static Map<String, String> metadata(FeatureSet set, PartitionKey key) {
        Map<String, String> metadata = metadata(set);
        metadata.put(SYMBOL_KEY, key.symbol().value());
        metadata.put(DATE_KEY, key.date().toString());
        return metadata;
    }

    /** Decodes the bytes of a file that has so many rows of a symbol. */
    static Partition read(byte[] content, Path name, SealedFile form, Symbol symbol, long rows) {
        return partition(form, symbol, form.read(content, name, symbol, rows));
    }

    /** As {@link SealedFile#readFields}: enough to fill a table. */
    static Partition read(byte[] content, Path name, SealedFile form, Symbol symbol, long rows, int[] fields) {
        return partition(form, symbol, form.readFields(content, name, symbol, rows, fields));
    }

    private static Partition partition(SealedFile form, Symbol symbol, ColumnRows rows) {
        return new Partition(form.set(), symbol, rows.event, rows.known, rows.ingested, rows.sequence, rows.fields);
    }

    /**
     * Looks at what other readers go by and {@link #read} does not, logical types, and whose rows the file says it has; returns how
     * many it says there are.
     */
    static long requireOwn(byte[] content, Path name, SealedFile form, Symbol symbol) {
        ParquetTable table = ParquetFile.read(content, name, column -> false);
        if (!table.schema().equals(form.schema())) {
            throw StoreErrors.corruptFile(
                    name,
                    "its columns are " + table.schema().getColumns() + " instead of "
                            + form.schema().getColumns(),
                    null);
        }
        String of = table.metadata().getOrDefault(SYMBOL_KEY, symbol.value());
        if (!of.equals(symbol.value())) {
            throw StoreErrors.corruptFile(name, "it holds rows of " + of + " instead of " + symbol, null);
        }
        return table.rows();
    }
}
