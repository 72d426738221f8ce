package dev.barque.store.internal.parquet;

import static dev.barque.store.internal.parquet.FooterCheck.require;

import dev.barque.store.internal.parquet.Footer.Leaf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Values one after the other as they are (PLAIN in Encodings.md of the Parquet specification), and dictionaries, which are such. */
final class PlainValues {
    /** PLAIN, and the name that old writers give to it in dictionaries. */
    private static final int PLAIN = 0;

    private static final int PLAIN_DICTIONARY = 2;

    final long[] bits;
    final String[] texts;

    private PlainValues(long[] bits, String[] texts) {
        this.bits = bits;
        this.texts = texts;
    }

    /** The values of a dictionary page. */
    static PlainValues dictionary(Leaf leaf, PageHeader page, byte[] bytes) {
        require(
                page.encoding() == PLAIN || page.encoding() == PLAIN_DICTIONARY,
                "a dictionary in the encoding " + page.encoding());
        int size = (int) page.values();
        if (leaf.isText()) {
            String[] texts = new String[size];
            texts(bytes, 0, (int) page.unpacked(), texts, size);
            return new PlainValues(new long[0], texts);
        }
        long[] bits = new long[size];
        numbers(leaf.type(), bytes, 0, (int) page.unpacked(), bits, 0, size);
        return new PlainValues(bits, new String[0]);
    }

    /** Whole numbers, doubles by their bits, truth values as 0 and 1. */
    static void numbers(int type, byte[] page, int at, int end, long[] to, int first, int count) {
        long length = switch (type) {
            case Footer.BOOLEAN -> (count + 7L) / 8;
            case Footer.INT32, Footer.FLOAT -> 4L * count;
            default -> 8L * count;
        };
        require(at + length <= end, "a page that ends in its values");
        ByteBuffer from = ByteBuffer.wrap(page, at, (int) length).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case Footer.BOOLEAN -> {
                for (int i = 0; i < count; i++) {
                    to[first + i] = page[at + (i >> 3)] >> (i & 7) & 1;
                }
            }
            case Footer.INT32 -> {
                for (int i = 0; i < count; i++) {
                    to[first + i] = from.getInt();
                }
            }
            case Footer.FLOAT -> {
                for (int i = 0; i < count; i++) {
                    to[first + i] = Double.doubleToRawLongBits(from.getFloat());
                }
            }
            default -> from.asLongBuffer().get(to, first, count);
        }
    }

    /** Texts in UTF-8, each behind its length. */
    static void texts(byte[] page, int from, int end, String[] to, int count) {
        ByteBuffer lengths = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        int at = from;
        for (int i = 0; i < count; i++) {
            require(at + Integer.BYTES <= end, "a page that ends in its values");
            int length = lengths.getInt(at);
            at += Integer.BYTES;
            require(length >= 0 && length <= end - at, "a text of " + length + " bytes");
            ParquetLimits.within(length, ParquetLimits.TEXT_BYTES, "bytes in one text");
            to[i] = new String(page, at, length, StandardCharsets.UTF_8);
            at += length;
        }
    }
}
