package dev.barque.benchmarks.peers;

import dev.barque.benchmarks.OneFile;
import dev.barque.benchmarks.ScannedColumns;
import dev.barque.benchmarks.Zstd;
import java.io.IOException;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/** parquet-java, value by value of one column after the other. */
final class ParquetColumns extends ScannedColumns {
    private final OneFile given;

    ParquetColumns(OneFile given) {
        super(given.rows());
        this.given = given;
    }

    @Override
    public void run() throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(given.file()), Zstd.options())) {
            MessageType schema = reader.getFooter().getFileMetaData().getSchema();
            String createdBy = reader.getFooter().getFileMetaData().getCreatedBy();
            int at = 0;
            for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
                int rows = Math.toIntExact(group.getRowCount());
                ColumnReadStoreImpl columns = new ColumnReadStoreImpl(
                        group, new GroupRecordConverter(schema).getRootConverter(), schema, createdBy);
                symbols(columns.getColumnReader(schema.getColumnDescription(new String[] {"symbol"})), at, rows);
                times(columns.getColumnReader(schema.getColumnDescription(new String[] {"time"})), at, rows);
                for (int field = 0; field < OneFile.FIELDS; field++) {
                    String[] path = {"field_" + field};
                    values(columns.getColumnReader(schema.getColumnDescription(path)), values[field], at, rows);
                }
                at += rows;
            }
        }
    }

    private void symbols(ColumnReader from, int at, int rows) {
        for (int i = at; i < at + rows; i++) {
            symbols[i] = Integer.parseInt(from.getBinary().toStringUsingUTF8().substring(1));
            from.consume();
        }
    }

    private void times(ColumnReader from, int at, int rows) {
        for (int i = at; i < at + rows; i++) {
            times[i] = from.getLong();
            from.consume();
        }
    }

    private static void values(ColumnReader from, double[] to, int at, int rows) {
        for (int i = at; i < at + rows; i++) {
            to[i] = from.getDouble();
            from.consume();
        }
    }
}
