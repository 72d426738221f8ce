package dev.barque.store.internal.parquet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;

/** A file or a row group, or those columns of it that were asked for, decoded. Immutable. */
public final class ParquetTable {
    private final MessageType schema;
    private final Map<String, String> metadata;
    private final long firstRow;
    private final long rows;
    private final Map<String, ParquetColumn> columns = new LinkedHashMap<>();

    ParquetTable(
            MessageType schema, Map<String, String> metadata, long firstRow, long rows, List<ParquetColumn> columns) {
        this.schema = schema;
        this.metadata = Map.copyOf(metadata);
        this.firstRow = firstRow;
        this.rows = rows;
        columns.forEach(column -> this.columns.put(column.path(), column));
    }

    /** The schema of the whole file, also of columns that were not asked for. */
    public MessageType schema() {
        return schema;
    }

    /** The key-value metadata of the footer, such as {@code ARROW:schema} or {@code pandas}. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Which row of the file is the first one here, from 0. */
    public long firstRow() {
        return firstRow;
    }

    /** How many rows there are. */
    public int rows() {
        return Math.toIntExact(rows);
    }

    /** The leaf columns in the order of the file. */
    public List<ParquetColumn> columns() {
        return List.copyOf(columns.values());
    }

    /** The leaf column of a dotted path. */
    public Optional<ParquetColumn> column(String path) {
        return Optional.ofNullable(columns.get(path));
    }
}
