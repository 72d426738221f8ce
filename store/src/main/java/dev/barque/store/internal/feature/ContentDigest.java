package dev.barque.store.internal.feature;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A digest of what rows say, whatever file form they have: 64 bits over every time, number and value in the order of the rows. It
 * finds what goes wrong by accident between decoding the log and reading the file back; against intent stands the SHA-256 of the
 * file. The mixing is that of xxHash64, on four lanes, because one would wait for itself.
 */
final class ContentDigest {
    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;
    private static final long P3 = 0x165667B19E3779F9L;

    private long state = P3;

    private ContentDigest() {}

    /** Of rows in an order, as 16 hexadecimal digits. */
    static String of(ColumnRows rows, int[] order) {
        ContentDigest digest = new ContentDigest();
        digest.add(order.length);
        digest.add(rows.event, order);
        digest.add(rows.known, order);
        digest.add(rows.ingested, order);
        digest.add(rows.sequence, order);
        for (FieldColumn field : rows.fields) {
            if (field.isNumber()) {
                digest.add(field.bits(), order);
                digest.add(field.present(), order);
            } else {
                for (int row : order) {
                    digest.add(field.object(row));
                }
            }
        }
        return HexFormat.of().toHexDigits(digest.end());
    }

    private static long mix(long lane, long value) {
        return Long.rotateLeft(lane + value * P2, 31) * P1;
    }

    private void add(long value) {
        state = mix(state, value);
    }

    private void add(long[] values, int[] order) {
        long a = state;
        long b = ~state;
        long c = state + P1;
        long d = state ^ P2;
        int i = 0;
        for (; i + 3 < order.length; i += 4) {
            a = mix(a, values[order[i]]);
            b = mix(b, values[order[i + 1]]);
            c = mix(c, values[order[i + 2]]);
            d = mix(d, values[order[i + 3]]);
        }
        for (; i < order.length; i++) {
            a = mix(a, values[order[i]]);
        }
        state = mix(mix(mix(mix(state, a), b), c), d);
    }

    private void add(boolean[] values, int[] order) {
        long bits = 0;
        for (int i = 0; i < order.length; i++) {
            bits = bits << 1 | (values[order[i]] ? 1 : 0);
            if ((i & 63) == 63) {
                add(bits);
                bits = 0;
            }
        }
        add(bits);
    }

    private void add(@Nullable Object value) {
        if (value instanceof double[] numbers) {
            add(numbers.length);
            for (double number : numbers) {
                add(Double.doubleToRawLongBits(number));
            }
        } else if (value instanceof String[] texts) {
            add(texts.length);
            for (String text : texts) {
                text(text);
            }
        } else if (value instanceof String text) {
            text(text);
        } else {
            add(-1);
        }
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        long word = 0;
        for (int i = 0; i < bytes.length; i++) {
            word = word << 8 | (bytes[i] & 0xFF);
            if ((i & 7) == 7) {
                add(word);
                word = 0;
            }
        }
        add(word);
    }

    private long end() {
        long hash = state;
        hash = (hash ^ hash >>> 33) * P2;
        hash = (hash ^ hash >>> 29) * P3;
        return hash ^ hash >>> 32;
    }
}
