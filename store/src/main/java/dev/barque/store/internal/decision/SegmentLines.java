package dev.barque.store.internal.decision;

import com.github.luben.zstd.ZstdInputStream;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;

/**
 * The lines of a segment, one after the other, in memory that does not grow with the segment. What follows the last line end is
 * no line: {@link #unfinished}. Not safe for use by several threads.
 */
public final class SegmentLines implements Closeable {
    private static final int BLOCK = 1 << 16;
    /** Who opens a date that is all but empty does not need more. */
    private static final int LEAST_BLOCK = 1 << 8;

    private final InputStream in;
    private final byte[] buffer;
    private int from;
    private int to;
    private byte[] line = {};
    private int length;
    private long number;
    private boolean tooLong;
    private long unfinished;

    private SegmentLines(InputStream in, int block) {
        this.in = in;
        buffer = new byte[block];
    }

    /** Opens a segment, also when it has been packed since it was listed. */
    public static SegmentLines open(FileAccess files, Segment segment) throws IOException {
        try {
            return open(files.read(segment.file()), segment.isPacked());
        } catch (NoSuchFileException e) {
            if (segment.isPacked()) {
                throw e;
            }
            return open(files.read(segment.packed().file()), true);
        }
    }

    private static SegmentLines open(ReadableFile file, boolean packed) throws IOException {
        InputStream raw = new FileStream(file);
        try {
            return packed
                    ? new SegmentLines(new ZstdInputStream(raw), BLOCK)
                    : new SegmentLines(raw, (int) Math.max(LEAST_BLOCK, Math.min(BLOCK, file.size())));
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Goes to the next line; false at the end. */
    public boolean next() throws IOException {
        length = 0;
        tooLong = false;
        while (true) {
            if (from == to && !fill()) {
                unfinished = length;
                return false;
            }
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            take(end);
            if (end < to) {
                from = end + 1;
                number++;
                return true;
            }
            from = end;
        }
    }

    private void take(int end) {
        int more = end - from;
        if (tooLong || length + more > RecordLine.MOST_BYTES) {
            tooLong = true;
            return;
        }
        if (line.length - length < more) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
        }
        System.arraycopy(buffer, from, line, length, more);
        length += more;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer, 0, buffer.length));
        return to > 0;
    }

    /** The line without its end, up to {@link #length}; good until the next one. */
    public byte[] line() {
        return line;
    }

    /** How many bytes the line has. */
    public int length() {
        return length;
    }

    /** Counted from 1. */
    public long number() {
        return number;
    }

    /** Whether the line is longer than any record can be; its bytes are then not all there. */
    public boolean isTooLong() {
        return tooLong;
    }

    /** Bytes behind the last line end, once {@link #next} has answered false. */
    public long unfinished() {
        return unfinished;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** A file from its beginning. */
    static final class FileStream extends InputStream {
        private final ReadableFile file;
        private long at;

        FileStream(ReadableFile file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            int read = file.read(ByteBuffer.wrap(into, offset, count), at);
            at += Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
