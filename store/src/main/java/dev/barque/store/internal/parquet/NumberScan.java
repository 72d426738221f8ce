package dev.barque.store.internal.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Reads columns of numbers from a file that {@link ColumnWriter} has just written, page by page and with all checksums: for
 * looking whether it says what it should. Whatever has another form is an error.
 */
public final class NumberScan {
    private NumberScan() {}

    /** Where a column goes, by rows of the file. */
    public static final class Target {
        private final long[] bits;
        private final boolean[] present;

        /**
         * Fills these.
         *
         * @param bits numbers by their bits, truth values as 0 and 1; nulls are left as they are
         * @param present which rows have a value; empty for a column that cannot be null
         */
        public Target(long[] bits, boolean[] present) {
            this.bits = bits;
            this.present = present;
        }
    }

    /** Reads the columns whose dotted paths are given; returns how many rows there are. */
    public static long read(byte[] content, Path name, Map<String, Target> targets) throws IOException {
        try (ReusedZstd zstd = new ReusedZstd()) {
            ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                    .withCodecFactory(zstd)
                    .usePageChecksumVerification()
                    .build();
            try (ParquetFileReader reader =
                    ParquetFileReader.open(new ChannelInput(new ByteChannel(content), name.toString()), options)) {
                List<ColumnDescriptor> columns = reader.getFooter().getFileMetaData().getSchema().getColumns().stream()
                        .filter(column -> targets.containsKey(String.join(".", column.getPath())))
                        .toList();
                if (columns.size() != targets.size()) {
                    throw new IOException("it lacks some of the columns " + targets.keySet());
                }
                reader.setRequestedSchema(columns);
                int row = 0;
                for (PageReadStore pages = reader.readNextRowGroup();
                        pages != null;
                        pages = reader.readNextRowGroup()) {
                    for (ColumnDescriptor column : columns) {
                        Target to = Objects.requireNonNull(targets.get(String.join(".", column.getPath())));
                        read(pages.getPageReader(column), column, to, row, Math.toIntExact(pages.getRowCount()));
                    }
                    row += Math.toIntExact(pages.getRowCount());
                }
                return reader.getRecordCount();
            }
        } catch (RuntimeException e) {
            // What parquet-java throws at damaged bytes is of every kind.
            throw new IOException("it cannot be decoded", e);
        }
    }

    private static void read(PageReader pages, ColumnDescriptor column, Target to, int first, int rows)
            throws IOException {
        int row = first;
        for (DataPage page = pages.readPage(); page != null; page = pages.readPage()) {
            if (!(page instanceof DataPageV1 data) || data.getValueEncoding() != Encoding.PLAIN) {
                throw new IOException("a page of " + column + " is not in the form that was written");
            }
            read(data, column, to, row);
            row += data.getValueCount();
        }
        if (row != first + rows) {
            throw new IOException(column + " has " + (row - first) + " values for " + rows + " rows");
        }
    }

    private static void read(DataPageV1 page, ColumnDescriptor column, Target to, int row) throws IOException {
        int most = column.getMaxDefinitionLevel();
        int rows = page.getValueCount();
        ByteBuffer bytes = ReusedZstd.whole(page.getBytes()).order(ByteOrder.LITTLE_ENDIAN);
        boolean all = true;
        if (most > 0) {
            all = levels(bytes, most, to.present, row, rows);
        }
        if (column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BOOLEAN) {
            int start = bytes.position();
            for (int i = row, value = 0; i < row + rows; i++) {
                if (all || to.present[i]) {
                    to.bits[i] = bytes.get(start + (value >> 3)) >> (value++ & 7) & 1;
                }
            }
        } else if (all) {
            bytes.asLongBuffer().get(to.bits, row, rows);
        } else {
            for (int i = row; i < row + rows; i++) {
                if (to.present[i]) {
                    to.bits[i] = bytes.getLong();
                }
            }
        }
    }

    /** Notes which rows have a value, leaves the buffer behind the levels, and says whether all have. */
    private static boolean levels(ByteBuffer bytes, int most, boolean[] present, int row, int rows) throws IOException {
        int length = bytes.getInt();
        ByteBuffer levels = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        int run = 0;
        int shift = 0;
        int at = 0;
        for (boolean more = at < length; more && shift < 28; shift += 7) {
            int next = levels.get(at++);
            run |= (next & 0x7F) << shift;
            more = next < 0 && at < length;
        }
        if ((run & 1) == 0 && run >>> 1 == rows && length == at + 1 && levels.get(at) == most) {
            Arrays.fill(present, row, row + rows, true);
            return true;
        }
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(most);
        RunLengthBitPackingHybridDecoder decoder =
                new RunLengthBitPackingHybridDecoder(width, ByteBufferInputStream.wrap(levels));
        for (int i = row; i < row + rows; i++) {
            present[i] = decoder.readInt() == most;
        }
        return false;
    }
}
