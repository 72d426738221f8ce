package dev.barque.store.internal.parquet;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.util.zip.CRC32;

/** A file whose bytes are all in memory. */
final class HeldBytes implements ChunkBytes {
    private final byte[] content;
    private int start;

    HeldBytes(byte[] content) {
        this.content = content;
    }

    @Override
    public void open(Footer.Chunk chunk) {
        start = Math.toIntExact(chunk.start());
    }

    @Override
    public PageHeader header(int at) {
        return PageHeader.read(content, start + at);
    }

    @Override
    public void need(int at, int length) {
        // All are there.
    }

    @Override
    public void sum(int at, int length, CRC32 into) {
        into.update(content, start + at, length);
    }

    @Override
    public void copy(int at, int length, byte[] to, int toAt) {
        System.arraycopy(content, start + at, to, toAt, length);
    }

    @Override
    public int unpack(int at, int length, ZstdDecompressCtx zstd, byte[] to, int toAt, int room) {
        return zstd.decompressByteArray(to, toAt, room, content, start + at, length);
    }
}
