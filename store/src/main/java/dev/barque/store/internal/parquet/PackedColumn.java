package dev.barque.store.internal.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** A column of numbers that was packed beside the thread that writes, until it is its turn. Handed from one thread to another. */
public final class PackedColumn {
    private final ColumnDescriptor column;
    private final int rows;
    private final List<Page> pages = new ArrayList<>();
    private CompressionCodecName codec = CompressionCodecName.UNCOMPRESSED;

    private static final class Page {
        private final int rows;
        private final int unpackedSize;
        private final byte[] bytes;
        private final Statistics<?> statistics;

        Page(int rows, int unpackedSize, byte[] bytes, Statistics<?> statistics) {
            this.rows = rows;
            this.unpackedSize = unpackedSize;
            this.bytes = bytes;
            this.statistics = statistics;
        }
    }

    PackedColumn(ColumnDescriptor column, int rows) {
        this.column = column;
        this.rows = rows;
    }

    /** Keeps copies of all pages. */
    NumberPages.Sink keeper() {
        return new NumberPages.Sink() {
            @Override
            public void begin(ColumnDescriptor of, int count, CompressionCodecName packedWith) {
                codec = packedWith;
            }

            @Override
            public void page(int count, int unpackedSize, byte[] bytes, int size, Statistics<?> statistics) {
                pages.add(new Page(count, unpackedSize, Arrays.copyOf(bytes, size), statistics));
            }

            @Override
            public void end() {
                // All is there.
            }
        };
    }

    void writeTo(NumberPages.Sink to) throws IOException {
        to.begin(column, rows, codec);
        for (Page page : pages) {
            to.page(page.rows, page.unpackedSize, page.bytes, page.bytes.length, page.statistics);
        }
        to.end();
    }
}
