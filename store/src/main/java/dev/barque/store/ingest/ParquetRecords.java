package dev.barque.store.ingest;

import dev.barque.store.internal.parquet.ParquetColumn;
import dev.barque.store.internal.parquet.ParquetFile;
import dev.barque.store.internal.parquet.ParquetTable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Parquet file with flat columns, read as a whole. */
final class ParquetRecords implements RecordReader {
    private final ParquetTable table;
    private final Columns columns;
    private final Map<String, ParquetColumn> places = new HashMap<>();
    private int row;

    ParquetRecords(Path file, Columns columns) {
        this.columns = columns;
        table = ParquetFile.read(file);
        List<ParquetColumn> flat = table.columns().stream()
                .filter(column -> column.maxRepetition() == 0)
                .toList();
        columns.in(file.toString(), flat.stream().map(ParquetColumn::path).toList())
                .forEach((field, at) -> places.put(field, flat.get(at)));
    }

    @Override
    public @Nullable RawRecord next() {
        if (row == table.rows()) {
            return null;
        }
        Map<String, Object> fields = new HashMap<>();
        places.forEach((field, column) -> {
            if (!column.isNull(row)) {
                fields.put(field, ParquetValues.value(column, row));
            }
        });
        return RawRecord.good(++row, columns.complete(fields));
    }

    @Override
    public long done() {
        return row;
    }

    @Override
    public long total() {
        return table.rows();
    }

    @Override
    public void close() {
        // The file was read and closed at once.
    }
}
