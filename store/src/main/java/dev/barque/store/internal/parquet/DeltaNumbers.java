package dev.barque.store.internal.parquet;

import static dev.barque.store.internal.parquet.FooterCheck.require;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whole numbers as differences, packed by blocks (DELTA_BINARY_PACKED in Encodings.md of the Parquet specification). Every length is
 * looked at before it is used. {@link HybridRuns#SLACK} bytes have to be behind the end.
 */
final class DeltaNumbers {
    private static final int MOST_IN_BLOCK = 1 << 16;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int at;

    DeltaNumbers(byte[] bytes, int at, int end) {
        require(at <= end && end <= bytes.length - HybridRuns.SLACK, "a page that ends before its values");
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    /** Where the numbers end. */
    int position() {
        return at;
    }

    /** All numbers, of which there must be {@code count}; those of 32 bits run over as such. */
    void read(long[] to, int first, int count, boolean inInts) {
        long block = unsigned();
        long parts = unsigned();
        long total = unsigned();
        require(
                block > 0 && block <= MOST_IN_BLOCK && block % 128 == 0 && parts > 0 && block % (parts * 32) == 0,
                () -> "blocks of " + block + " numbers in " + parts + " parts");
        require(total == count, () -> total + " numbers instead of " + count);
        long value = zigzag();
        int last = first + count;
        int next = first;
        if (next < last) {
            to[next++] = inInts ? (int) value : value;
        }
        int size = (int) (block / parts);
        while (next < last) {
            long least = zigzag();
            int widths = at;
            at += (int) parts;
            require(at <= end, "a page that ends in a block");
            for (int part = 0; part < parts && next < last; part++) {
                int width = bytes[widths + part] & 0xFF;
                require(width <= Long.SIZE, "differences of more than 64 bits");
                int some = Math.min(size, last - next);
                require(at + ((long) some * width + 7) / 8 <= end, "a page that ends in a block");
                unpack(to, next, some, width);
                for (int i = next; i < next + some; i++) {
                    value += to[i] + least;
                    to[i] = inInts ? (int) value : value;
                }
                next += some;
                at = (int) Math.min(end, at + (long) size * width / 8);
            }
        }
    }

    private void unpack(long[] to, int first, int count, int width) {
        long mask = width == Long.SIZE ? -1L : (1L << width) - 1;
        long bit = 0;
        for (int i = first; i < first + count; i++) {
            int place = at + (int) (bit >>> 3);
            int shift = (int) (bit & 7);
            long word = (long) LONGS.get(bytes, place) >>> shift;
            if (shift + width > Long.SIZE) {
                word |= (long) bytes[place + Long.BYTES] << (Long.SIZE - shift);
            }
            to[i] = word & mask;
            bit += width;
        }
    }

    private long zigzag() {
        long number = unsigned();
        return number >>> 1 ^ -(number & 1);
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            require(at < end, "a page that ends in a number");
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 64 bits");
    }
}
