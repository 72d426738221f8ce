package dev.barque.store.internal.log;

import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Looks at one frame after another through a window on a segment. Not safe for use by several threads. */
final class FrameReader {
    private static final int WINDOW = 1 << 21;

    private final ReadableFile file;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowAt;
    private long size;

    // The frame that was found last.
    private int start;
    private int payload;

    FrameReader(ReadableFile file) throws IOException {
        this.file = file;
        size = file.size();
    }

    long size() {
        return size;
    }

    /** The file may have grown, and bytes that were zero may be so no more. */
    void refresh() throws IOException {
        size = file.size();
        window.limit(0);
    }

    /** Whether a sound frame begins at a position; the other methods are about it then. */
    boolean isFrame(long position) throws IOException {
        if (!load(position, LogFormat.FRAME_BYTES)) {
            return false;
        }
        start = (int) (position - windowAt);
        payload = window.getInt(start + 4);
        if (payload <= 0
                || payload > LogFormat.MAX_PAYLOAD
                || type() < LogFormat.SCHEMA
                || type() > LogFormat.CLOSED
                || sequence() <= 0
                || position + bytes() > size
                || !load(position, bytes())) {
            return false;
        }
        start = (int) (position - windowAt);
        return LogFormat.crc(window.duplicate().position(start + 4).limit(start + bytes())) == window.getInt(start);
    }

    byte type() {
        return window.get(start + 16);
    }

    long sequence() {
        return window.getLong(start + 8);
    }

    int bytes() {
        return LogFormat.FRAME_BYTES + payload;
    }

    /** A number of the frame, counted from its beginning. */
    int intAt(int at) {
        return window.getInt(start + at);
    }

    long longAt(int at) {
        return window.getLong(start + at);
    }

    short shortAt(int at) {
        return window.getShort(start + at);
    }

    byte[] bytesAt(int at, int length) {
        byte[] bytes = new byte[length];
        window.get(start + at, bytes);
        return bytes;
    }

    ByteBuffer payload() {
        return window.slice(start + LogFormat.FRAME_BYTES, payload).order(ByteOrder.LITTLE_ENDIAN);
    }

    ByteBuffer read(long position, int length) throws IOException {
        return load(position, length) ? window.slice((int) (position - windowAt), length) : ByteBuffer.allocate(0);
    }

    /** The position behind the last byte from {@code from} that is not zero. */
    long endOfNonZero(long from) throws IOException {
        long end = from;
        for (long at = from; at < size; ) {
            int length = (int) Math.min(WINDOW, size - at);
            if (!load(at, length)) {
                break;
            }
            for (int i = 0; i < length; i++) {
                if (window.get((int) (at - windowAt) + i) != 0) {
                    end = at + i + 1;
                }
            }
            at += length;
        }
        return end;
    }

    private boolean load(long position, int length) throws IOException {
        if (position >= windowAt && position + length <= windowAt + window.limit()) {
            return true;
        }
        if (position + length > size) {
            return false;
        }
        int wanted = (int) Math.min(size - position, Math.max(WINDOW, length));
        if (window.capacity() < wanted) {
            window = ByteBuffer.allocate(wanted);
        }
        window.clear().limit(wanted);
        int read;
        do {
            read = file.read(window, position + window.position());
        } while (read > 0 && window.hasRemaining());
        window.flip().order(ByteOrder.LITTLE_ENDIAN);
        windowAt = position;
        return length <= window.limit();
    }
}
