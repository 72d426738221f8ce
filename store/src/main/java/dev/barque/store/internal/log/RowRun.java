package dev.barque.store.internal.log;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Reads many rows of one segment. What is read at once grows as long as rows lie side by side, and is small again when they do
 * not: a partition's rows may be one stretch of the log or lie between those of a thousand others. Not safe for use by several
 * threads.
 */
final class RowRun {
    private static final int LEAST = 1 << 12;
    private static final int MOST = 1 << 20;
    private static final int GROWTH = 16;

    private final CRC32C crc = new CRC32C();
    private ByteBuffer window = ByteBuffer.allocateDirect(LEAST).order(ByteOrder.LITTLE_ENDIAN);
    private long windowAt;
    private int wanted = LEAST;

    RowRun() {
        window.limit(0);
    }

    /** Forgets what it read: the next row is one of another segment. */
    void begin() {
        window.limit(0);
        windowAt = 0;
        wanted = LEAST;
    }

    /** The bytes of a row, at the position of the buffer; its checksum has been compared. */
    ByteBuffer row(ReadableFile file, Path path, long position) throws IOException {
        load(file, position, RowCodec.SYMBOL_AT);
        int at = (int) (position - windowAt);
        int length = window.limit() - at < RowCodec.SYMBOL_AT ? 0 : window.getInt(at + RowCodec.LENGTH_AT);
        if (length < RowCodec.SYMBOL_AT || length > LogFormat.MAX_PAYLOAD) {
            throw StoreErrors.corruptLog(path, position);
        }
        load(file, position, length);
        at = (int) (position - windowAt);
        if (window.limit() - at < length) {
            throw StoreErrors.corruptLog(path, position);
        }
        int end = window.limit();
        crc.reset();
        window.limit(at + length).position(at + 4);
        crc.update(window);
        window.limit(end).position(at);
        if ((int) crc.getValue() != window.getInt(at)) {
            throw StoreErrors.corruptLog(path, position);
        }
        return window;
    }

    private void load(ReadableFile file, long position, int length) throws IOException {
        long end = windowAt + window.limit();
        if (position >= windowAt && position + length <= end) {
            return;
        }
        boolean isNear = position >= windowAt && position <= end;
        wanted = Math.max(length, isNear ? Math.min(MOST, 2 * wanted) : LEAST);
        if (window.capacity() < wanted) {
            // In few steps: what is not on the heap is not collected soon.
            int room = Math.max(wanted, Math.min(MOST, GROWTH * window.capacity()));
            window = ByteBuffer.allocateDirect(room).order(ByteOrder.LITTLE_ENDIAN);
        }
        window.clear().limit(wanted);
        int read;
        do {
            read = file.read(window, position + window.position());
        } while (read > 0 && window.hasRemaining());
        window.flip();
        windowAt = position;
    }
}
