package dev.barque.store.internal.log;

import dev.barque.store.internal.StoreErrors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Where frames are put together: one buffer for each writer, used again and again. Not safe for use by several threads. */
final class FrameBuffer {
    private ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();

    void clear() {
        bytes.clear();
    }

    int position() {
        return bytes.position();
    }

    void position(int position) {
        ensure(Math.max(0, position - bytes.position()));
        bytes.position(position);
    }

    void put(byte value) {
        ensure(1);
        bytes.put(value);
    }

    void put(byte[] value) {
        ensure(value.length);
        bytes.put(value);
    }

    void putShort(int value) {
        ensure(2);
        bytes.putShort((short) value);
    }

    void putInt(int value) {
        ensure(4);
        bytes.putInt(value);
    }

    void putLong(long value) {
        ensure(8);
        bytes.putLong(value);
    }

    void setByte(int at, int value) {
        bytes.put(at, (byte) value);
    }

    void setShort(int at, int value) {
        bytes.putShort(at, (short) value);
    }

    void setInt(int at, int value) {
        bytes.putInt(at, value);
    }

    void setLong(int at, long value) {
        bytes.putLong(at, value);
    }

    /** Adds the UTF-8 of a text and says how many bytes that was; refuses what has none (half a surrogate pair). */
    int putUtf8(String text) {
        ensure(Math.multiplyExact(text.length(), 3));
        int from = bytes.position();
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes.put((byte) c);
            } else if (c < 0x800) {
                bytes.put((byte) (0xC0 | (c >> 6))).put((byte) (0x80 | (c & 0x3F)));
            } else if (Character.isSurrogate(c)) {
                int codePoint = text.codePointAt(i++);
                if (codePoint <= Character.MAX_VALUE) {
                    throw StoreErrors.halfSurrogate(text, i - 1);
                }
                bytes.put((byte) (0xF0 | (codePoint >> 18)))
                        .put((byte) (0x80 | ((codePoint >> 12) & 0x3F)))
                        .put((byte) (0x80 | ((codePoint >> 6) & 0x3F)))
                        .put((byte) (0x80 | (codePoint & 0x3F)));
            } else {
                bytes.put((byte) (0xE0 | (c >> 12)))
                        .put((byte) (0x80 | ((c >> 6) & 0x3F)))
                        .put((byte) (0x80 | (c & 0x3F)));
            }
        }
        return bytes.position() - from;
    }

    /** Leaves room for the head of a frame. */
    int begin() {
        int start = bytes.position();
        position(start + LogFormat.FRAME_BYTES);
        return start;
    }

    /** Writes the head of the frame that began at {@code start} and ends here. */
    void finish(int start, long sequence, byte type) {
        int payload = bytes.position() - start - LogFormat.FRAME_BYTES;
        bytes.putInt(start + 4, payload).putLong(start + 8, sequence).put(start + 16, type);
        bytes.putInt(start, checksum(start + 4));
    }

    /** CRC32C from here to the end of what was put. */
    int checksum(int from) {
        int end = bytes.position();
        crc.reset();
        bytes.limit(end).position(from);
        crc.update(bytes);
        bytes.limit(bytes.capacity()).position(end);
        return (int) crc.getValue();
    }

    /** What was put, to be written; {@link #clear} comes next. */
    ByteBuffer content() {
        return bytes.flip();
    }

    private void ensure(int more) {
        if (bytes.remaining() < more) {
            int needed = Math.addExact(bytes.position(), more);
            ByteBuffer larger = ByteBuffer.allocateDirect(Math.max(needed, Math.multiplyExact(2, bytes.capacity())))
                    .order(ByteOrder.LITTLE_ENDIAN);
            larger.put(bytes.flip());
            bytes = larger;
        }
    }
}
