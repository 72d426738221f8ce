package dev.barque.store.internal.parquet;

import static dev.barque.store.internal.parquet.FooterCheck.require;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Gives numbers to texts: asks once for each text, or once for each dictionary it stands in. Belongs to one thread. */
final class TextCodes {
    /** More different texts than this are no symbols; they are asked for again rather than kept. */
    private static final int MOST_KNOWN = 100_000;

    private final ToIntFunction<String> code;
    private final Map<String, Integer> known = new HashMap<>();
    private String[] dictionary = new String[0];
    private int[] ofDictionary = new int[0];

    TextCodes(ToIntFunction<String> code) {
        this.code = code;
    }

    int of(String text) {
        Integer number = known.get(text);
        if (number == null) {
            number = code.applyAsInt(text);
            if (known.size() < MOST_KNOWN) {
                known.put(text, number);
            }
        }
        return number;
    }

    /** The numbers of the texts of a dictionary. */
    int[] of(String[] texts) {
        if (texts != dictionary) {
            ofDictionary = new int[texts.length];
            for (int i = 0; i < texts.length; i++) {
                ofDictionary[i] = of(texts[i]);
            }
            dictionary = texts;
        }
        return ofDictionary;
    }

    /** The numbers of texts that stand behind their lengths; a text that comes again is not made again. */
    void ofPlain(byte[] page, int from, int end, int[] to, int first, int count) {
        ByteBuffer lengths = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        int at = from;
        int last = 0;
        int lastLength = -1;
        int lastCode = 0;
        for (int i = first; i < first + count; i++) {
            require(at + Integer.BYTES <= end, "a page that ends in its values");
            int length = lengths.getInt(at);
            at += Integer.BYTES;
            require(length >= 0 && length <= end - at, "a text that goes beyond its page");
            if (length != lastLength || !Arrays.equals(page, at, at + length, page, last, last + length)) {
                lastCode = of(PlainValues.text(page, at, length, end));
                last = at;
                lastLength = length;
            }
            to[i] = lastCode;
            at += length;
        }
    }
}
