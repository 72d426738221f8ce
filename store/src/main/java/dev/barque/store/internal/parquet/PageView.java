package dev.barque.store.internal.parquet;

import static dev.barque.store.internal.parquet.FooterCheck.require;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** An unpacked page of a column that is not repeated: which of its rows have a value, and their values. Used again for the next page. */
final class PageView {
    private static final int PLAIN_DICTIONARY = 2;
    private static final int RLE_DICTIONARY = 8;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int type;
    private final PlainValues dictionary;
    private final IndexRoom room;
    private PageHeader header;
    private byte[] bytes;
    private int at;

    /** Which row of the row group is its first one. */
    int row;
    /** How many rows it has. */
    int rows;
    /** How many of them have a value. */
    int count;
    /** Which have one; null when all have. */
    boolean @Nullable [] present;

    /** Room for indices, which all pages of a scan share. */
    static final class IndexRoom {
        private int[] indices = new int[0];

        int[] of(int count) {
            if (indices.length < count) {
                indices = new int[count];
            }
            return indices;
        }
    }

    PageView(int type, @Nullable PlainValues dictionary, IndexRoom room, PageHeader header, byte[] bytes) {
        this.type = type;
        this.dictionary = dictionary == null ? PlainValues.NONE : dictionary;
        this.room = room;
        this.header = header;
        this.bytes = bytes;
    }

    /** Goes to a page whose values begin at a place of its bytes. */
    void to(PageHeader next, byte[] unpacked, int values, int firstRow, boolean @Nullable [] there) {
        header = next;
        bytes = unpacked;
        at = values;
        row = firstRow;
        rows = (int) next.values();
        present = there;
        count = rows;
        for (int i = 0; there != null && i < rows; i++) {
            count -= there[i] ? 0 : 1;
        }
    }

    private int end() {
        return (int) header.unpacked();
    }

    private boolean isInDictionary() {
        return header.encoding() == RLE_DICTIONARY || header.encoding() == PLAIN_DICTIONARY;
    }

    /** Whether value {@code i} lies at {@link #plain plain(i)}, so that nothing has to be decoded to look at it. */
    boolean isPlainLongs() {
        return header.encoding() == EncodedValues.PLAIN
                && (type == Footer.DOUBLE || type == Footer.INT64)
                && at + 8L * count <= end();
    }

    /** A value of eight bytes where it lies. */
    long plain(int i) {
        return (long) LONGS.get(bytes, at + i * Long.BYTES);
    }

    /** All values: whole numbers, doubles by their bits, truth values as 0 and 1. */
    void numbers(long[] to, int first) {
        if (isInDictionary()) {
            int[] indices = indices();
            for (int i = 0; i < count; i++) {
                to[first + i] = dictionary.bits[indices[i]];
            }
        } else {
            EncodedValues.numbers(type, header.encoding(), bytes, at, end(), to, first, count);
        }
    }

    /** All values of a column of doubles or floats. */
    void doubles(double[] to, int first) {
        if (isInDictionary()) {
            int[] indices = indices();
            for (int i = 0; i < count; i++) {
                to[first + i] = Double.longBitsToDouble(dictionary.bits[indices[i]]);
            }
        } else if (header.encoding() == EncodedValues.PLAIN && type == Footer.DOUBLE) {
            PlainValues.doubles(bytes, at, end(), to, first, count);
        } else {
            long[] bits = new long[count];
            numbers(bits, 0);
            for (int i = 0; i < count; i++) {
                to[first + i] = Double.longBitsToDouble(bits[i]);
            }
        }
    }

    /** All values of a column of texts. */
    String[] texts() {
        String[] to = new String[count];
        if (isInDictionary()) {
            int[] indices = indices();
            for (int i = 0; i < count; i++) {
                to[i] = dictionary.texts[indices[i]];
            }
        } else {
            EncodedValues.texts(header.encoding(), bytes, at, end(), to, count);
        }
        return to;
    }

    /** A number for each value of a column of texts. */
    void codes(TextCodes codes, int[] to, int first) {
        if (isInDictionary()) {
            int[] byIndex = codes.of(dictionary.texts);
            int[] indices = indices();
            for (int i = 0; i < count; i++) {
                to[first + i] = byIndex[indices[i]];
            }
        } else if (header.encoding() == EncodedValues.PLAIN) {
            codes.ofPlain(bytes, at, end(), to, first, count);
        } else {
            String[] texts = texts();
            for (int i = 0; i < count; i++) {
                to[first + i] = codes.of(texts[i]);
            }
        }
    }

    private int[] indices() {
        int[] indices = room.of(count);
        if (count > 0) {
            require(at < end(), "a page that ends before its values");
            new HybridRuns(bytes, at + 1, end(), bytes[at]).read(indices, count);
        }
        return indices;
    }
}
