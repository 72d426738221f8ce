package dev.barque.store.internal.parquet;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * zstd with one context for all pages of a file, which takes longer to make than a small page to pack. For files of our own, which
 * are packed with zstd or not at all. Not safe for use by several threads.
 */
final class ReusedZstd implements CompressionCodecFactory, AutoCloseable {
    /** The fastest of the ordinary levels: on doubles the higher ones save a few percent and take up to three times as long. */
    private static final int LEVEL = 1;

    private final ZstdCompressCtx packing = new ZstdCompressCtx().setLevel(LEVEL);
    private final ZstdDecompressCtx unpacking = new ZstdDecompressCtx();

    /** How many bytes of {@code to} a page takes, packed; {@code to} has room for the worst case. */
    int pack(byte[] page, int length, byte[] to) {
        return packing.compressByteArray(to, 0, to.length, page, 0, length);
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        return new BytesInputCompressor() {
            @Override
            public BytesInput compress(BytesInput bytes) throws IOException {
                return BytesInput.from(packing.compress(bytes.toInputStream().readAllBytes()));
            }

            @Override
            public CompressionCodecName getCodecName() {
                return CompressionCodecName.ZSTD;
            }

            @Override
            public void release() {
                // The contexts go together.
            }
        };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        boolean packed = name == CompressionCodecName.ZSTD;
        if (!packed && name != CompressionCodecName.UNCOMPRESSED) {
            throw new UnsupportedOperationException("its compression " + name + " is not one of ours");
        }
        return new BytesInputDecompressor() {
            @Override
            public BytesInput decompress(BytesInput bytes, int size) throws IOException {
                return packed ? BytesInput.from(unpack(whole(bytes), size)) : bytes;
            }

            @Override
            public void decompress(ByteBuffer input, int packedSize, ByteBuffer output, int size) throws IOException {
                byte[] page = new byte[packedSize];
                input.get(page);
                output.put(packed ? unpack(ByteBuffer.wrap(page), size) : page);
            }

            @Override
            public void release() {
                // The contexts go together.
            }
        };
    }

    private byte[] unpack(ByteBuffer from, int size) throws IOException {
        byte[] page = new byte[size];
        int length = unpacking.decompressByteArray(
                page, 0, size, from.array(), from.arrayOffset() + from.position(), from.remaining());
        if (length != size) {
            throw new IOException("a page unpacks to " + length + " bytes but its header says " + size);
        }
        return page;
    }

    /** Bytes on the heap, not copied when they lie in one piece. */
    static ByteBuffer whole(BytesInput bytes) throws IOException {
        ByteBuffer whole = bytes.toInputStream().slice(Math.toIntExact(bytes.size()));
        return whole.hasArray() ? whole : ByteBuffer.wrap(bytes.toInputStream().readAllBytes());
    }

    @Override
    public void release() {
        close();
    }

    @Override
    public void close() {
        packing.close();
        unpacking.close();
    }
}
