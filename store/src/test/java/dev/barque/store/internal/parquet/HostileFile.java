package dev.barque.store.internal.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A Parquet file of one column and one page, each number of which can be a lie. What is not set is true. */
final class HostileFile {
    static final int INT64 = 2;
    static final int BYTE_ARRAY = 6;
    static final int PLAIN = 0;
    static final int RLE = 3;
    static final int DELTA_BINARY_PACKED = 5;
    static final int DELTA_LENGTH_BYTE_ARRAY = 6;
    static final int DELTA_BYTE_ARRAY = 7;
    static final int DICTIONARY = 8;

    static final int SNAPPY = 1;
    static final int GZIP = 2;
    static final int ZSTD = 6;

    int type = INT64;
    boolean optional;
    int codec;
    int encoding = PLAIN;
    long rows = 1;
    long groupRows = Long.MIN_VALUE;
    long chunkValues = Long.MIN_VALUE;
    long pageValues = Long.MIN_VALUE;
    long chunkStart = Long.MIN_VALUE;
    long chunkBytes = Long.MIN_VALUE;
    long pagePacked = Long.MIN_VALUE;
    long pageUnpacked = Long.MIN_VALUE;
    long footerLength = Long.MIN_VALUE;
    long children = 1;
    long listedGroups = 1;
    String columnFile = "";
    byte[] dictionary = {};
    long dictionaryValues;
    byte[] page = new byte[8];

    byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
        if (dictionary.length > 0) {
            file.writeBytes(new ThriftBytes()
                    .i32(1, 2)
                    .i32(2, dictionary.length)
                    .i32(3, dictionary.length)
                    .struct(7)
                    .i32(1, dictionaryValues)
                    .i32(2, PLAIN)
                    .end()
                    .end()
                    .bytes());
            file.writeBytes(dictionary);
        }
        long dataPage = file.size();
        file.writeBytes(new ThriftBytes()
                .i32(1, 0)
                .i32(2, or(pageUnpacked, page.length))
                .i32(3, or(pagePacked, page.length))
                .struct(5)
                .i32(1, or(pageValues, rows))
                .i32(2, encoding)
                .i32(3, RLE)
                .i32(4, RLE)
                .end()
                .end()
                .bytes());
        file.writeBytes(page);
        byte[] footer = footer(dataPage, file.size());
        file.writeBytes(footer);
        file.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) or(footerLength, footer.length))
                .array());
        file.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
        return file.toByteArray();
    }

    private byte[] footer(long dataPage, long dataEnd) {
        ThriftBytes footer = new ThriftBytes()
                .i32(1, 1)
                .structs(2, 2)
                .begin()
                .text(4, "root")
                .i32(5, children)
                .end()
                .begin()
                .i32(1, type)
                .i32(3, optional ? 1 : 0)
                .text(4, "a")
                .end()
                .i64(3, rows)
                .structs(4, listedGroups)
                .begin()
                .structs(1, 1)
                .begin();
        if (!columnFile.isEmpty()) {
            footer.text(1, columnFile);
        }
        footer.i64(2, 0)
                .struct(3)
                .i32(1, type)
                .numbers(2, 1)
                .element(encoding)
                .texts(3, 1)
                .element("a")
                .i32(4, codec)
                .i64(5, or(chunkValues, rows))
                .i64(6, dataEnd - 4)
                .i64(7, or(chunkBytes, dataEnd - 4))
                .i64(9, or(chunkStart, dataPage));
        if (dictionary.length > 0) {
            footer.i64(11, 4);
        }
        return footer.end()
                .end()
                .i64(2, dataEnd - 4)
                .i64(3, or(groupRows, rows))
                .end()
                .end()
                .bytes();
    }

    private static long or(long lie, long truth) {
        return lie == Long.MIN_VALUE ? truth : lie;
    }
}
