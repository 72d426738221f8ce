package dev.barque.store.internal.parquet;

import static dev.barque.store.internal.parquet.FooterCheck.require;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Whole numbers in the hybrid of runs and packed bits that levels and dictionary indices have (Encodings.md of the Parquet
 * specification). Every length is looked at before it is used.
 */
final class HybridRuns {
    /** So many bytes behind the end of a page may be read, not used. */
    static final int SLACK = Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private final int width;
    private int at;

    /** Reads from {@code at} to before {@code end}; {@link #SLACK} bytes have to be behind that. */
    HybridRuns(byte[] bytes, int at, int end, int width) {
        require(width >= 0 && width <= Integer.SIZE, () -> "values of " + width + " bits");
        require(at <= end && end <= bytes.length - SLACK, "a page that ends in its levels");
        this.bytes = bytes;
        this.at = at;
        this.end = end;
        this.width = width;
    }

    /** Whether all of {@code count} are one run of a value. */
    boolean isAll(int value, int count) {
        int before = at;
        long head = unsigned();
        boolean all = (head & 1) == 0 && head >>> 1 >= count && repeated() == value;
        at = before;
        return all;
    }

    /** The next {@code count} numbers. */
    void read(int[] to, int count) {
        int done = 0;
        while (done < count) {
            long head = unsigned();
            if ((head & 1) == 0) {
                int run = (int) Math.min(head >>> 1, count - done);
                require(run > 0, "a run of no values");
                Arrays.fill(to, done, done + run, repeated());
                done += run;
            } else {
                long groups = head >>> 1;
                require(groups > 0, "packed values in no group");
                // The last group may be filled up, and cut off where nothing of it counts.
                int run = (int) Math.min(groups * 8, count - done);
                require((long) at + ((long) run * width + 7) / 8 <= end, "a page that ends in its levels");
                unpack(to, done, run);
                at = (int) Math.min(end, at + groups * width);
                done += run;
            }
        }
    }

    private void unpack(int[] to, int first, int count) {
        long mask = (1L << width) - 1;
        long bit = 0;
        for (int i = first; i < first + count; i++) {
            long word = (long) LONGS.get(bytes, at + (int) (bit >>> 3));
            to[i] = (int) (word >>> (bit & 7) & mask);
            bit += width;
        }
    }

    private int repeated() {
        int length = (width + 7) >>> 3;
        require(at + length <= end, "a page that ends in its levels");
        int value = 0;
        for (int i = 0; i < length; i++) {
            value |= (bytes[at + i] & 0xFF) << (8 * i);
        }
        at += length;
        return value;
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            require(at < end, "a page that ends in a number");
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 32 bits");
    }
}
