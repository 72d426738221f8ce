package dev.barque.store.internal.parquet;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;

/**
 * A file of which a window is in memory, outside of the heap: some pages at a time, or one that is larger. The file is read, not
 * mapped: a mapped file that another process cuts off takes the JVM down.
 */
final class WindowedBytes implements ChunkBytes {
    private static final int WINDOW = 1 << 20;
    private static final int HEADER = 256;

    private final FileChannel channel;
    private ByteBuffer window = ByteBuffer.allocateDirect(WINDOW);
    private byte[] header = new byte[HEADER];
    private long start;
    private long end;
    /** Where in the chunk the window begins; it has as many bytes as its limit says. */
    private long first;

    WindowedBytes(FileChannel channel) {
        this.channel = channel;
        window.limit(0);
    }

    @Override
    public void open(Footer.Chunk chunk) {
        start = chunk.start();
        end = chunk.packed();
        first = 0;
        window.limit(0);
    }

    @Override
    public PageHeader header(int at) throws IOException {
        for (int look = HEADER; ; look *= 16) {
            int length = (int) Math.min(Math.min(look, ParquetLimits.PAGE_HEADER_BYTES), end - at);
            need(at, length);
            // The cursor looks as far as its array goes.
            byte[] bytes = length == HEADER ? header : new byte[length];
            window.get((int) (at - first), bytes, 0, length);
            try {
                return PageHeader.read(bytes);
            } catch (ThriftCursor.CutOff e) {
                if (length < look) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void need(int at, int length) throws IOException {
        if (at >= first && at + (long) length <= first + window.limit()) {
            return;
        }
        int size = (int) Math.min(Math.max(length, WINDOW), end - at);
        if (size < length) {
            throw new EOFException("a page that ends behind its column");
        }
        if (window.capacity() < size) {
            window = ByteBuffer.allocateDirect(size);
        }
        window.clear().limit(size);
        first = at;
        long place = start + at;
        while (window.hasRemaining()) {
            int read = read(place);
            if (read < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            place += read;
        }
        window.flip();
    }

    /** That the device fails says nothing about the file. */
    private int read(long place) {
        try {
            return channel.read(window, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void sum(int at, int length, CRC32 into) {
        into.update(window.slice((int) (at - first), length));
    }

    @Override
    public void copy(int at, int length, byte[] to, int toAt) {
        window.get((int) (at - first), to, toAt, length);
    }

    @Override
    public int unpack(int at, int length, ZstdDecompressCtx zstd, byte[] to, int toAt, int room) {
        return zstd.decompressDirectByteBufferToByteArray(to, toAt, room, window, (int) (at - first), length);
    }
}
