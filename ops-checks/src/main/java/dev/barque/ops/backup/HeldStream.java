package dev.barque.ops.backup;

import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The bytes of a file from its beginning, through a buffer outside the heap. Whoever reads many files hands the same buffer to one after the
 * other: one for each would be freed only when the heap happens to be collected, which is seldom where little of it is used.
 */
final class HeldStream extends InputStream {
    private static final int BUFFER = 1 << 18;

    private final ReadableFile file;
    private final ByteBuffer buffer;
    private long at;

    /** Takes the buffer until it is closed. */
    HeldStream(ReadableFile file, ByteBuffer buffer) {
        this.file = file;
        this.buffer = buffer.clear().limit(0);
    }

    /** A buffer for one stream at a time. */
    static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(BUFFER);
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int some = Math.min(length, buffer.remaining());
        buffer.get(into, from, some);
        return some;
    }

    private boolean fill() throws IOException {
        if (!buffer.hasRemaining()) {
            buffer.clear();
            int read = file.read(buffer, at);
            buffer.flip();
            at += Math.max(0, read);
        }
        return buffer.hasRemaining();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
