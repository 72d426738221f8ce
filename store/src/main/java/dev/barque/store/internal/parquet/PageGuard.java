package dev.barque.store.internal.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;

/**
 * The counts inside a page that parquet-java makes arrays for before it looks whether there is so much: packed runs of levels
 * and of dictionary indices, and the heads of deltas. Forms as in Encodings.md of the Parquet specification.
 */
final class PageGuard {
    /** Writers fill up the last run; none is known to write more than 64 groups of eight at once. */
    private static final long PADDING = 512;

    private static final int MOST_IN_BLOCK = 1 << 16;

    private final ByteBuffer bytes;
    private final int values;

    private PageGuard(BytesInput bytes, int values) throws IOException {
        this.bytes = ByteBuffer.wrap(bytes.toInputStream().readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        this.values = values;
    }

    /** Throws IOException with what was found. */
    static void check(DataPage page, ColumnDescriptor column) throws IOException {
        int repetitionWidth = BytesUtils.getWidthFromMaxInt(column.getMaxRepetitionLevel());
        int definitionWidth = BytesUtils.getWidthFromMaxInt(column.getMaxDefinitionLevel());
        if (page instanceof DataPageV1 first) {
            PageGuard guard = new PageGuard(first.getBytes(), first.getValueCount());
            guard.levels(first.getRlEncoding(), repetitionWidth);
            guard.levels(first.getDlEncoding(), definitionWidth);
            guard.values(first.getValueEncoding());
        } else if (page instanceof DataPageV2 second) {
            new PageGuard(second.getRepetitionLevels(), second.getValueCount()).runs(repetitionWidth);
            new PageGuard(second.getDefinitionLevels(), second.getValueCount()).runs(definitionWidth);
            new PageGuard(second.getData(), second.getValueCount()).values(second.getDataEncoding());
        }
    }

    private void levels(Encoding encoding, int width) throws IOException {
        if (width == 0) {
            return;
        }
        if (encoding == Encoding.RLE) {
            prefixedRuns(width);
        } else {
            pass(((long) values * width + 7) / 8);
        }
    }

    @SuppressWarnings("deprecation") // old writers still say PLAIN_DICTIONARY
    private void values(Encoding encoding) throws IOException {
        if (!bytes.hasRemaining()) {
            return;
        }
        switch (encoding) {
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> runs(bytes.get());
            case RLE -> prefixedRuns(1);
            case DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY -> delta();
            case DELTA_BYTE_ARRAY -> {
                passPrefixes();
                delta();
            }
            default -> {}
        }
    }

    private void prefixedRuns(int width) throws IOException {
        require(bytes.remaining() >= Integer.BYTES, "a page that ends in its levels");
        int length = bytes.getInt();
        require(length >= 0 && length <= bytes.remaining(), "levels of " + length + " bytes in " + bytes.remaining());
        int end = bytes.position() + length;
        int limit = bytes.limit();
        bytes.limit(end);
        runs(width);
        bytes.limit(limit).position(end);
    }

    private void runs(int width) throws IOException {
        require(width >= 0 && width <= Integer.SIZE, "values of " + width + " bits");
        long seen = 0;
        while (seen < values && bytes.hasRemaining()) {
            long head = unsigned();
            long count = head >>> 1;
            if ((head & 1) == 1) {
                require(count * 8 <= values + PADDING, "a run of " + count * 8 + " in a page of " + values);
                // The last run may be cut short: parquet-java takes what is there.
                bytes.position((int) Math.min(bytes.limit(), bytes.position() + count * width));
                count *= 8;
            } else {
                pass((width + 7) / 8);
            }
            seen += count;
        }
    }

    private void delta() throws IOException {
        int start = bytes.position();
        long inBlock = unsigned();
        long parts = unsigned();
        long count = unsigned();
        require(
                inBlock > 0 && inBlock <= MOST_IN_BLOCK && parts > 0 && parts <= inBlock / 8,
                "deltas in blocks of " + inBlock + " in " + parts + " parts");
        require(count <= values, "deltas of " + count + " values in a page of " + values);
        bytes.position(start);
    }

    /** The lengths of the prefixes of front-coded texts, which end where only their decoder knows. */
    private void passPrefixes() throws IOException {
        delta();
        ByteBufferInputStream rest = ByteBufferInputStream.wrap(bytes.slice());
        new DeltaBinaryPackingValuesReader().initFromPage(values, rest);
        pass(rest.position());
    }

    private void pass(long length) throws IOException {
        require(length <= bytes.remaining(), "a page that ends in its levels");
        bytes.position((int) (bytes.position() + length));
    }

    private long unsigned() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            require(bytes.hasRemaining(), "a page that ends in a number");
            byte next = bytes.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("its pages have a number of more than 32 bits");
    }

    private static void require(boolean right, String found) throws IOException {
        if (!right) {
            throw new IOException("its pages have " + found);
        }
    }
}
