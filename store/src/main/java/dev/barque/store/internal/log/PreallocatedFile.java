package dev.barque.store.internal.log;

import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A segment whose rows are synced: it is filled with zeros ahead of its end, since a sync of bytes that the file has already need
 * not write its size and its map of blocks.
 */
final class PreallocatedFile implements SegmentFile {
    private static final int AHEAD = 1 << 20;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(AHEAD).asReadOnlyBuffer();

    private final WritableFile file;
    private long allocated;

    PreallocatedFile(WritableFile file, long end) {
        this.file = file;
        allocated = end;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        long needed = position + bytes.remaining();
        if (needed > allocated) {
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

    @Override
    public void sync() throws IOException {
        file.sync();
    }

    @Override
    public void truncate(long size) throws IOException {
        allocated = size;
        file.truncate(size);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
