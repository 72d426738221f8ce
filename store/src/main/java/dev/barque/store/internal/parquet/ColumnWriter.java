package dev.barque.store.internal.parquet;

import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes a Parquet file column by column: zstd where it pays, page checksums, statistics, data pages of version 1, which every
 * reader knows. Row groups come one after the other, and in each all columns in the order of the schema. One thread at a time.
 */
public final class ColumnWriter implements AutoCloseable {
    private static final ParquetProperties PROPERTIES =
            ParquetProperties.builder().withPageWriteChecksumEnabled(true).build();

    private final ParquetFileWriter writer;
    private final NumberPages packer = NumberPages.take();
    private final NumberPages.Sink pages = new Pages();

    /** Writes to an empty file, which is neither forced to the device nor closed. */
    public ColumnWriter(WritableFile file, MessageType schema) throws IOException {
        writer = new ParquetFileWriter(
                new WritableOutput(file),
                schema,
                ParquetFileWriter.Mode.CREATE,
                Long.MAX_VALUE,
                0,
                (FileEncryptionProperties) null,
                PROPERTIES);
        writer.start();
    }

    /** Begins a row group. */
    public void beginRows(int rows) throws IOException {
        writer.startBlock(rows);
    }

    /**
     * Writes a column of type DOUBLE, INT64 or BOOLEAN that is not repeated.
     *
     * @param levels definition levels of the rows; null when every row has a value
     * @param values by their bits, or 0 and 1; those of the rows that have one, in their order
     * @param first where the values begin
     */
    public void numbers(ColumnDescriptor column, byte @Nullable [] levels, int rows, long[] values, int first)
            throws IOException {
        packer.pack(column, levels, rows, values, first, pages);
    }

    /** Packs what {@link #numbers} would write; in any thread, and in several at a time. */
    public static PackedColumn pack(
            ColumnDescriptor column, byte @Nullable [] levels, int rows, long[] values, int first) throws IOException {
        PackedColumn packed = new PackedColumn(column, rows);
        try (NumberPages packer = NumberPages.take()) {
            packer.pack(column, levels, rows, values, first, packed.keeper());
        }
        return packed;
    }

    /** Writes a column that was packed. */
    public void numbers(PackedColumn packed) throws IOException {
        packed.writeTo(pages);
    }

    /** Writes the columns of a part of the schema, of any type, row by row. */
    public void others(MessageType part, int rows, ParquetFile.RowWriter rowWriter) throws IOException {
        try (ColumnChunkPageWriteStore pages = ColumnChunkPageWriteStore.builder()
                        .withSchema(part)
                        .withCompressorProvider(column -> packer.zstd().getCompressor(CompressionCodecName.ZSTD))
                        .withAllocator(new HeapByteBufferAllocator())
                        .withColumnIndexTruncateLength(PROPERTIES.getColumnIndexTruncateLength())
                        .withPageWriteChecksumEnabled(true)
                        .build();
                ColumnWriteStore columns = PROPERTIES.newColumnWriteStore(part, pages)) {
            RecordConsumer consumer = new ColumnIOFactory().getColumnIO(part).getRecordWriter(columns);
            for (int row = 0; row < rows; row++) {
                consumer.startMessage();
                rowWriter.write(consumer, row);
                consumer.endMessage();
            }
            consumer.flush();
            columns.flush();
            pages.flushToFileWriter(writer);
        }
    }

    /** Ends a row group. */
    public void endRows() throws IOException {
        writer.endBlock();
    }

    /** Writes the footer. */
    public void end(Map<String, String> metadata) throws IOException {
        writer.end(metadata);
    }

    @Override
    public void close() throws IOException {
        try (packer) {
            writer.close();
        }
    }

    /** Writes pages as they come. */
    private final class Pages implements NumberPages.Sink {
        @Override
        public void begin(ColumnDescriptor column, int rows, CompressionCodecName codec) throws IOException {
            writer.startColumn(column, rows, codec);
        }

        @Override
        public void page(int rows, int unpackedSize, byte[] bytes, int size, Statistics<?> statistics)
                throws IOException {
            BytesInput content = BytesInput.from(bytes, 0, size);
            writer.writeDataPage(
                    rows, unpackedSize, content, statistics, rows, Encoding.RLE, Encoding.RLE, Encoding.PLAIN);
        }

        @Override
        public void end() throws IOException {
            writer.endColumn();
        }
    }
}
