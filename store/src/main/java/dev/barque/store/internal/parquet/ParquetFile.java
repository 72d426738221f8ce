package dev.barque.store.internal.parquet;

import dev.barque.core.error.BarqueException;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Reads and writes local Parquet files as a whole, in columns. */
public final class ParquetFile {
    /** Sixteen columns of so many rows are what a heap of 256 MB is let decode at once ({@link ParquetLimits}). */
    private static final int ROWS_OF_GROUP = 122_880;

    private ParquetFile() {}

    /** Writes one row. */
    @FunctionalInterface
    public interface RowWriter {
        /** Writes the fields of row {@code row}; start and end of the message are written already. */
        void write(RecordConsumer to, int row);
    }

    /** All columns of a file. Throws {@code store.corrupt-file} or {@code store.cannot-read}. */
    public static ParquetTable read(Path file) {
        return read(file, path -> true);
    }

    /** Those leaf columns of a file whose dotted path is wanted; the others are neither read nor checked. */
    public static ParquetTable read(Path file, Predicate<String> wanted) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return read(channel, file, wanted);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }

    /** The schema of a file, of which nothing else is read. */
    public static MessageType schema(Path file) {
        return read(file, path -> false).schema();
    }

    /** All columns of a file whose bytes are in memory already; {@code name} is for messages. */
    public static ParquetTable read(byte[] content, Path name) {
        try {
            return read(new ByteChannel(content), name, path -> true);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(name, e);
        }
    }

    /** Those leaf columns whose dotted path is wanted, of a file whose bytes are in memory already. */
    public static ParquetTable read(byte[] content, Path name, Predicate<String> wanted) {
        try {
            return read(new ByteChannel(content), name, wanted);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(name, e);
        }
    }

    /** The key-value metadata of a file whose bytes are in memory already. */
    public static Map<String, String> notes(byte[] content, Path name) {
        try {
            return read(new ByteChannel(content), name, path -> false).metadata();
        } catch (IOException e) {
            throw StoreErrors.cannotRead(name, e);
        }
    }

    /**
     * Looks at a whole file without decoding a value: whether another reader, such as DuckDB, may be let at it. Page checksums
     * are not part of this look; a digest of the file is what finds changed values.
     */
    public static void check(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ParquetCheck.check(channel, file, path -> true);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }

    /** {@link #check(Path)} of a file whose bytes are in memory already; {@code name} is for messages. */
    public static void check(byte[] content, Path name) {
        try {
            ParquetCheck.check(new ByteChannel(content), name, path -> true);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(name, e);
        }
    }

    /**
     * Replaces {@code file} by one with these rows: zstd, page checksums, statistics, data pages of version 1, which every
     * reader knows, and row groups that {@link ParquetGroups} reads in a small part of a heap of 1 GB. See {@link AtomicFile} for
     * what a crash leaves.
     */
    public static void write(
            FileAccess files,
            Path file,
            MessageType schema,
            Map<String, String> metadata,
            int rows,
            RowWriter rowWriter) {
        AtomicFile.replace(files, file, temporary -> writeNew(temporary, schema, metadata, rows, rowWriter));
    }

    /** Writes to an empty file, neither forced to the device nor renamed. */
    public static void writeNew(
            WritableFile file, MessageType schema, Map<String, String> metadata, int rows, RowWriter rowWriter)
            throws IOException {
        try (ParquetWriter<Integer> writer = new RowWriteSupport.Builder(
                        new WritableOutput(file), new RowWriteSupport(schema, metadata, rowWriter))
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withPageWriteChecksumEnabled(true)
                .withRowGroupRowCountLimit(ROWS_OF_GROUP)
                .build()) {
            for (int row = 0; row < rows; row++) {
                writer.write(row);
            }
        }
    }

    private static ParquetTable read(SeekableByteChannel channel, Path file, Predicate<String> wanted)
            throws IOException {
        ParquetCheck.check(channel, file, wanted);
        try {
            return decode(channel, file, wanted);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw undecodable(file, e);
        }
    }

    /** What parquet-java throws at damaged bytes is of every kind; none of it says which file. */
    static BarqueException undecodable(Path file, Throwable problem) {
        if (problem instanceof BarqueException known) {
            return known;
        }
        return problem instanceof ParquetLimits.Exceeded exceeded
                ? StoreErrors.limitExceeded(file, "it has " + exceeded.getMessage())
                : StoreErrors.corruptFile(file, "it cannot be decoded, " + StoreErrors.reason(problem), problem);
    }

    private static ParquetTable decode(SeekableByteChannel channel, Path file, Predicate<String> wanted)
            throws IOException {
        try (ParquetFileReader reader = open(channel, file)) {
            FileMetaData metadata = reader.getFooter().getFileMetaData();
            List<ColumnDescriptor> descriptors = wanted(metadata, wanted);
            List<ParquetColumn> columns =
                    new ArrayList<>(descriptors.stream().map(ParquetColumn::new).toList());
            reader.setRequestedSchema(descriptors);
            long rows = 0;
            if (!descriptors.isEmpty()) {
                for (PageReadStore pages = reader.readNextRowGroup();
                        pages != null;
                        pages = reader.readNextRowGroup()) {
                    rows += pages.getRowCount();
                    decode(new GuardedPages(pages), metadata, columns, descriptors, rows);
                }
            }
            if (rows != reader.getRecordCount() && !descriptors.isEmpty()) {
                throw new IOException("it holds " + rows + " rows but its footer says " + reader.getRecordCount());
            }
            return new ParquetTable(
                    metadata.getSchema(), metadata.getKeyValueMetaData(), 0, reader.getRecordCount(), columns);
        }
    }

    static ParquetFileReader open(SeekableByteChannel channel, Path file) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .usePageChecksumVerification()
                .build();
        return ParquetFileReader.open(new ChannelInput(channel, file.toString()), options);
    }

    static List<ColumnDescriptor> wanted(FileMetaData metadata, Predicate<String> wanted) {
        return metadata.getSchema().getColumns().stream()
                .filter(column -> wanted.test(String.join(".", column.getPath())))
                .toList();
    }

    /** Adds a row group to columns that have the rows before it. */
    static void decode(
            PageReadStore pages,
            FileMetaData metadata,
            List<ParquetColumn> columns,
            List<ColumnDescriptor> descriptors,
            long rowsSoFar)
            throws IOException {
        ColumnReadStoreImpl readers = new ColumnReadStoreImpl(
                pages, IgnoringConverter.INSTANCE, metadata.getSchema(), metadata.getCreatedBy());
        for (int i = 0; i < descriptors.size(); i++) {
            ParquetColumn column = columns.get(i);
            long entries = pages.getPageReader(descriptors.get(i)).getTotalValueCount();
            column.read(readers.getColumnReader(descriptors.get(i)), entries);
            if (column.rows() != rowsSoFar) {
                throw new IOException(
                        "the column " + column.path() + " has " + column.rows() + " rows instead of " + rowsSoFar);
            }
        }
    }
}
