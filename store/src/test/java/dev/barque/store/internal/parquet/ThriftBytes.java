package dev.barque.store.internal.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes Thrift's compact form, true or not: footers and page headers that no honest writer would make. */
final class ThriftBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deque<Integer> outer = new ArrayDeque<>();
    private int last;

    ThriftBytes i32(int id, long value) {
        head(id, 5);
        varint(zigzag(value));
        return this;
    }

    ThriftBytes i64(int id, long value) {
        head(id, 6);
        varint(zigzag(value));
        return this;
    }

    ThriftBytes text(int id, String value) {
        head(id, 8);
        return element(value);
    }

    /** A text as an element of a list. */
    ThriftBytes element(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    /** A number as an element of a list. */
    ThriftBytes element(long value) {
        varint(zigzag(value));
        return this;
    }

    ThriftBytes struct(int id) {
        head(id, 12);
        return begin();
    }

    /** A struct as an element of a list. */
    ThriftBytes begin() {
        outer.push(last);
        last = 0;
        return this;
    }

    ThriftBytes end() {
        out.write(0);
        last = outer.isEmpty() ? 0 : outer.pop();
        return this;
    }

    ThriftBytes structs(int id, long size) {
        return list(id, 12, size);
    }

    ThriftBytes texts(int id, long size) {
        return list(id, 8, size);
    }

    ThriftBytes numbers(int id, long size) {
        return list(id, 5, size);
    }

    private ThriftBytes list(int id, int of, long size) {
        head(id, 9);
        if (size >= 0 && size < 15) {
            out.write(((int) size << 4) | of);
        } else {
            out.write(0xF0 | of);
            varint(size);
        }
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private void head(int id, int type) {
        int delta = id - last;
        if (delta > 0 && delta < 16) {
            out.write((delta << 4) | type);
        } else {
            out.write(type);
            varint(zigzag(id));
        }
        last = id;
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
