package dev.barque.store.internal.parquet;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Packs with one context of zstd, which takes longer to make than a small page to pack. For files of our own, which are packed with
 * zstd or not at all; others unpack them. Not safe for use by several threads.
 */
final class ReusedZstd implements CompressionCodecFactory, AutoCloseable {
    /** The fastest of the ordinary levels: on doubles the higher ones save a few percent and take up to three times as long. */
    private static final int LEVEL = 1;

    private final ZstdCompressCtx packing = new ZstdCompressCtx().setLevel(LEVEL);

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
                // The context goes with its owner.
            }
        };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        throw new UnsupportedOperationException("Our files are not unpacked by parquet-java's pages");
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
    }
}
