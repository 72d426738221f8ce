package dev.barque.store.internal.parquet;

import static dev.barque.store.internal.parquet.FooterCheck.require;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Values in the encodings that pages may have beside dictionaries, by their numbers in {@code parquet.thrift}; what each means stands
 * in Encodings.md of the Parquet specification. Nothing of a page is believed.
 */
final class EncodedValues {
    static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int DELTA_BINARY_PACKED = 5;
    private static final int DELTA_LENGTH_BYTE_ARRAY = 6;
    private static final int DELTA_BYTE_ARRAY = 7;
    private static final int BYTE_STREAM_SPLIT = 9;

    private EncodedValues() {}

    /** Whole numbers, doubles by their bits, truth values as 0 and 1. */
    static void numbers(int type, int encoding, byte[] page, int at, int end, long[] to, int first, int count) {
        boolean isWhole = type == Footer.INT32 || type == Footer.INT64;
        if (encoding == PLAIN) {
            PlainValues.numbers(type, page, at, end, to, first, count);
        } else if (encoding == DELTA_BINARY_PACKED && isWhole) {
            new DeltaNumbers(page, at, end).read(to, first, count, type == Footer.INT32);
        } else if (encoding == BYTE_STREAM_SPLIT && type != Footer.BOOLEAN) {
            split(type, page, at, end, to, first, count);
        } else if (encoding == RLE && type == Footer.BOOLEAN) {
            runs(page, at, end, to, first, count);
        } else {
            throw new IllegalArgumentException("values in the encoding " + encoding);
        }
    }

    /** Texts in UTF-8. */
    static void texts(int encoding, byte[] page, int at, int end, String[] to, int count) {
        switch (encoding) {
            case PLAIN -> PlainValues.texts(page, at, end, to, count);
            case DELTA_LENGTH_BYTE_ARRAY -> lengthsFirst(page, at, end, to, count);
            case DELTA_BYTE_ARRAY -> frontsFirst(page, at, end, to, count);
            default -> throw new IllegalArgumentException("values in the encoding " + encoding);
        }
    }

    /** The first bytes of all values, then the second ones, and so on. */
    private static void split(int type, byte[] page, int at, int end, long[] to, int first, int count) {
        require(at + PlainValues.length(type, count) <= end, "a page that ends in its values");
        int width = (int) PlainValues.length(type, 1);
        Arrays.fill(to, first, first + count, 0);
        for (int part = 0; part < width; part++) {
            int from = at + part * count;
            int shift = 8 * part;
            for (int i = 0; i < count; i++) {
                to[first + i] |= (page[from + i] & 0xFFL) << shift;
            }
        }
        for (int i = first; i < first + count && width == Integer.BYTES; i++) {
            int half = (int) to[i];
            to[i] = type == Footer.FLOAT ? Double.doubleToRawLongBits(Float.intBitsToFloat(half)) : half;
        }
    }

    private static void runs(byte[] page, int at, int end, long[] to, int first, int count) {
        require(at + Integer.BYTES <= end, "a page that ends before its values");
        int length = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
        require(length >= 0 && length <= end - at - Integer.BYTES, () -> "values of " + length + " bytes");
        int[] values = new int[count];
        new HybridRuns(page, at + Integer.BYTES, at + Integer.BYTES + length, 1).read(values, count);
        for (int i = 0; i < count; i++) {
            to[first + i] = values[i];
        }
    }

    private static void lengthsFirst(byte[] page, int from, int end, String[] to, int count) {
        long[] lengths = new long[count];
        DeltaNumbers deltas = new DeltaNumbers(page, from, end);
        deltas.read(lengths, 0, count, true);
        int at = deltas.position();
        for (int i = 0; i < count; i++) {
            to[i] = PlainValues.text(page, at, lengths[i], end);
            at += (int) lengths[i];
        }
    }

    /** How many bytes each text shares with the one before, and then the rest of each. */
    private static void frontsFirst(byte[] page, int from, int end, String[] to, int count) {
        long[] fronts = new long[count];
        long[] lengths = new long[count];
        DeltaNumbers deltas = new DeltaNumbers(page, from, end);
        deltas.read(fronts, 0, count, true);
        deltas = new DeltaNumbers(page, deltas.position(), end);
        deltas.read(lengths, 0, count, true);
        int at = deltas.position();
        byte[] text = new byte[64];
        int size = 0;
        for (int i = 0; i < count; i++) {
            require(fronts[i] >= 0 && fronts[i] <= size, "a text that shares more than there is");
            require(lengths[i] >= 0 && lengths[i] <= end - at, "a text that goes beyond its page");
            size = (int) (fronts[i] + lengths[i]);
            ParquetLimits.within(size, ParquetLimits.TEXT_BYTES, "bytes in one text");
            if (text.length < size) {
                text = Arrays.copyOf(text, Math.max(size, 2 * text.length));
            }
            System.arraycopy(page, at, text, (int) fronts[i], (int) lengths[i]);
            at += (int) lengths[i];
            to[i] = PlainValues.text(text, 0, size, size);
        }
    }
}
