package dev.barque.store.internal.log;

import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A segment that is written. For syncs it is filled with zeros ahead of its end: a sync of bytes that the file has already need
 * not write its size and its map of blocks.
 */
final class PreallocatedFile {
    private static final int AHEAD = 1 << 20;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(AHEAD).asReadOnlyBuffer();

    private final WritableFile file;
    private final boolean ahead;
    private long allocated;

    PreallocatedFile(WritableFile file, long end, boolean ahead) {
        this.file = file;
        this.ahead = ahead;
        allocated = end;
    }

    void write(ByteBuffer bytes, long position) throws IOException {
        long needed = position + bytes.remaining();
        if (ahead && needed > allocated) {
            long to = (needed / AHEAD + 1) * AHEAD;
            while (allocated < to) {
                ByteBuffer zeros = ZEROS.duplicate().limit((int) Math.min(AHEAD, to - allocated));
                int length = zeros.remaining();
                file.write(zeros, allocated);
                allocated += length;
            }
        }
        file.write(bytes, position);
    }

    void sync() throws IOException {
        file.sync();
    }

    void truncate(long size) throws IOException {
        allocated = size;
        file.truncate(size);
    }

    void close() throws IOException {
        file.close();
    }
}
