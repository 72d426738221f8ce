package dev.barque.store.internal.parquet;

import dev.barque.store.internal.StoreErrors;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file one row group after the other: a table that is larger than memory is read in as much as its largest row group
 * takes. The whole file is checked when it is opened, as {@link ParquetFile} does; the bounds of memory are for a row group.
 */
public final class ParquetGroups implements AutoCloseable {
    private final Path file;
    private final SeekableByteChannel channel;
    private final ParquetFileReader reader;
    private final FileMetaData metadata;
    private final List<ColumnDescriptor> descriptors;
    private long rows;

    private ParquetGroups(Path file, SeekableByteChannel channel, Predicate<String> wanted) throws IOException {
        this.file = file;
        this.channel = channel;
        reader = ParquetFile.open(channel, file);
        metadata = reader.getFooter().getFileMetaData();
        descriptors = ParquetFile.wanted(metadata, wanted);
        reader.setRequestedSchema(descriptors);
    }

    /** Opens a file for those leaf columns whose dotted path is wanted: one at least. */
    @SuppressWarnings("MustBeClosedChecker")
    public static ParquetGroups open(Path file, Predicate<String> wanted) {
        SeekableByteChannel channel = null;
        try {
            channel = Files.newByteChannel(file);
            ParquetCheck.check(channel, file, wanted, PageCheck.Held.ROW_GROUP);
            return new ParquetGroups(file, channel, wanted);
        } catch (IOException e) {
            close(channel);
            throw StoreErrors.cannotRead(file, e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            close(channel);
            throw ParquetFile.undecodable(file, e);
        }
    }

    /** The next row group, null at the end. */
    public @Nullable ParquetTable next() {
        try {
            PageReadStore pages = reader.readNextRowGroup();
            if (pages == null) {
                if (rows != reader.getRecordCount()) {
                    throw new IOException("it holds " + rows + " rows but its footer says " + reader.getRecordCount());
                }
                return null;
            }
            List<ParquetColumn> columns =
                    descriptors.stream().map(ParquetColumn::new).toList();
            ParquetFile.decode(new GuardedPages(pages), metadata, columns, descriptors, pages.getRowCount());
            ParquetTable table = new ParquetTable(
                    metadata.getSchema(), metadata.getKeyValueMetaData(), rows, pages.getRowCount(), columns);
            rows += pages.getRowCount();
            return table;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw ParquetFile.undecodable(file, e);
        }
    }

    /** What the file says of itself, without a column: its schema, its notes, and how many rows it has. */
    public ParquetTable head() {
        return new ParquetTable(
                metadata.getSchema(), metadata.getKeyValueMetaData(), 0, reader.getRecordCount(), List.of());
    }

    /** How many rows the file has. */
    public long rows() {
        return reader.getRecordCount();
    }

    @Override
    public void close() {
        try (channel) {
            reader.close();
        } catch (IOException e) {
            throw StoreErrors.cannotRead(file, e);
        }
    }

    private static void close(@Nullable SeekableByteChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Nothing was read that it could spoil.
        }
    }
}
