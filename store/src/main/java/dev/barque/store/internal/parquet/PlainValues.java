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

    static final PlainValues NONE = new PlainValues(new long[0], new String[0]);

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
                () -> "a dictionary in the encoding " + page.encoding());
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

    /** How many bytes {@code count} values take. */
    static long length(int type, int count) {
        return switch (type) {
            case Footer.BOOLEAN -> (count + 7L) / 8;
            case Footer.INT32, Footer.FLOAT -> 4L * count;
            default -> 8L * count;
        };
    }

    /** Whole numbers, doubles by their bits, truth values as 0 and 1. */
    static void numbers(int type, byte[] page, int at, int end, long[] to, int first, int count) {
        ByteBuffer from = values(type, page, at, end, count);
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

    /** Doubles. */
    static void doubles(byte[] page, int at, int end, double[] to, int first, int count) {
        values(Footer.DOUBLE, page, at, end, count).asDoubleBuffer().get(to, first, count);
    }

    private static ByteBuffer values(int type, byte[] page, int at, int end, int count) {
        long length = length(type, count);
        require(at + length <= end, "a page that ends in its values");
        return ByteBuffer.wrap(page, at, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Texts in UTF-8, each behind its length. */
    static void texts(byte[] page, int from, int end, String[] to, int count) {
        ByteBuffer lengths = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        int at = from;
        for (int i = 0; i < count; i++) {
            require(at + Integer.BYTES <= end, "a page that ends in its values");
            int length = lengths.getInt(at);
            at += Integer.BYTES;
            to[i] = text(page, at, length, end);
            at += length;
        }
    }

    /** One text of a length that was said. */
    static String text(byte[] page, int at, long length, int end) {
        require(length >= 0 && length <= end - at, "a text that goes beyond its page");
        ParquetLimits.within(length, ParquetLimits.TEXT_BYTES, "bytes in one text");
        return new String(page, at, (int) length, StandardCharsets.UTF_8);
    }
}
