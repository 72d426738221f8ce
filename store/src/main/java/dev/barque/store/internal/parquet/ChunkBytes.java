package dev.barque.store.internal.parquet;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.IOException;
import java.util.zip.CRC32;

/**
 * The bytes of a file, one column chunk at a time; places are counted from the beginning of the chunk. Where they come from matters to
 * nobody else. Belongs to one thread.
 */
interface ChunkBytes {
    /** Goes to a chunk, which lies within the file. */
    void open(Footer.Chunk chunk) throws IOException;

    /** The page header at a place; {@link ThriftCursor.CutOff} when the chunk ends in it. */
    PageHeader header(int at) throws IOException;

    /** Makes sure of the bytes of a page: what follows is about no others. Throws when they are not there. */
    void need(int at, int length) throws IOException;

    /** Takes bytes into a checksum. */
    void sum(int at, int length, CRC32 into);

    /** Copies bytes. */
    void copy(int at, int length, byte[] to, int toAt);

    /** Unpacks bytes to at most {@code room}, and says to how many. */
    int unpack(int at, int length, ZstdDecompressCtx zstd, byte[] to, int toAt, int room);
}
