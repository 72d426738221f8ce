package dev.barque.benchmarks;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** zstd for parquet-java, with one context for all pages: without Hadoop it has no codecs of its own. For one thread. */
public final class Zstd implements CompressionCodecFactory {
    private final ZstdCompressCtx packing = new ZstdCompressCtx().setLevel(1);
    private final ZstdDecompressCtx unpacking = new ZstdDecompressCtx();

    /** Options for readers of parquet-java with these codecs. */
    public static ParquetReadOptions options() {
        return ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Zstd())
                .build();
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
                // The contexts go with the factory.
            }
        };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        boolean packed = name == CompressionCodecName.ZSTD;
        return new BytesInputDecompressor() {
            @Override
            public BytesInput decompress(BytesInput bytes, int size) throws IOException {
                return packed
                        ? BytesInput.from(
                                unpacking.decompress(bytes.toInputStream().readAllBytes(), size))
                        : bytes;
            }

            @Override
            public void decompress(ByteBuffer input, int packedSize, ByteBuffer output, int size) throws IOException {
                byte[] page = new byte[packedSize];
                input.get(page);
                output.put(packed ? unpacking.decompress(page, size) : page);
            }

            @Override
            public void release() {
                // The contexts go with the factory.
            }
        };
    }

    @Override
    public void release() {
        packing.close();
        unpacking.close();
    }
}
