package dev.barque.store.internal.log;

import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Writes a segment anew with the frames that count, and notes where something was cut out. */
final class SegmentRewrite {
    private static final int CHUNK = 1 << 20;

    private final FileAccess files;
    private final ReadableFile from;
    private final SegmentScan scan;
    private final FrameBuffer frame = new FrameBuffer();

    SegmentRewrite(FileAccess files, ReadableFile from, SegmentScan scan) {
        this.files = files;
        this.from = from;
        this.scan = scan;
    }

    void replace(Path segment, long firstSequence) {
        AtomicFile.replace(files, segment, to -> write(to, firstSequence));
    }

    private void write(WritableFile to, long firstSequence) throws IOException {
        to.write(LogFormat.header(firstSequence), 0);
        long at = LogFormat.HEADER_BYTES;
        long copied = LogFormat.HEADER_BYTES;
        for (SegmentScan.Hole hole : scan.holes()) {
            at = copy(from, copied, hole.from(), to, at);
            copied = hole.to();
            frame.clear();
            int start = frame.begin();
            frame.putLong(hole.nextSequence());
            frame.putLong(hole.to() - hole.from());
            frame.finish(start, hole.firstSequence(), LogFormat.GAP);
            int length = frame.position();
            to.write(frame.content(), at);
            at += length;
        }
        copy(from, copied, scan.end(), to, at);
    }

    /** Copies a stretch and says where it ends. */
    static long copy(ReadableFile from, long begin, long end, WritableFile to, long at) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, Math.max(1, end - begin)));
        long written = at;
        for (long read = begin; read < end; ) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), end - read));
            int length = from.read(chunk, read);
            if (length < 0) {
                throw new EOFException("the segment became shorter while it was read");
            }
            to.write(chunk.flip(), written);
            read += length;
            written += length;
        }
        return written;
    }
}
