package dev.barque.store.internal.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * zstd, snappy, gzip and none, without Hadoop's codec classes. Sizes that a file states are not believed: a page may not
 * claim more than {@link ParquetLimits#PAGE_BYTES}, and it must give exactly what it claims.
 */
final class Codecs implements CompressionCodecFactory {
    /** One page in, one page out. */
    private interface Codec {
        byte[] compress(byte[] plain) throws IOException;

        byte[] decompress(byte[] packed, int size) throws IOException;
    }

    private enum None implements Codec {
        INSTANCE;

        @Override
        public byte[] compress(byte[] plain) {
            return plain;
        }

        @Override
        public byte[] decompress(byte[] packed, int size) {
            return packed;
        }
    }

    private enum Zstandard implements Codec {
        INSTANCE;

        @Override
        public byte[] compress(byte[] plain) {
            return Zstd.compress(plain);
        }

        @Override
        public byte[] decompress(byte[] packed, int size) {
            return Zstd.decompress(packed, size);
        }
    }

    private enum Snap implements Codec {
        INSTANCE;

        @Override
        public byte[] compress(byte[] plain) throws IOException {
            return Snappy.compress(plain);
        }

        @Override
        public byte[] decompress(byte[] packed, int size) throws IOException {
            if (Snappy.uncompressedLength(packed) != size) {
                throw new IOException("a snappy page holds " + Snappy.uncompressedLength(packed)
                        + " bytes but its header says " + size);
            }
            return Snappy.uncompress(packed);
        }
    }

    private enum Gzip implements Codec {
        INSTANCE;

        @Override
        public byte[] compress(byte[] plain) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(plain);
            }
            return out.toByteArray();
        }

        @Override
        public byte[] decompress(byte[] packed, int size) throws IOException {
            try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                return gzip.readNBytes(size + 1);
            }
        }
    }

    private static Codec codec(CompressionCodecName name) {
        return switch (name) {
            case UNCOMPRESSED -> None.INSTANCE;
            case ZSTD -> Zstandard.INSTANCE;
            case SNAPPY -> Snap.INSTANCE;
            case GZIP -> Gzip.INSTANCE;
            default ->
                throw new UnsupportedOperationException(
                        "its compression " + name + " is not one of ZSTD, SNAPPY, GZIP and UNCOMPRESSED");
        };
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        Codec codec = codec(name);
        return new BytesInputCompressor() {
            @Override
            public BytesInput compress(BytesInput bytes) throws IOException {
                return BytesInput.from(codec.compress(bytes.toInputStream().readAllBytes()));
            }

            @Override
            public CompressionCodecName getCodecName() {
                return name;
            }

            @Override
            public void release() {
                // Nothing is held.
            }
        };
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        Codec codec = codec(name);
        return new BytesInputDecompressor() {
            @Override
            public BytesInput decompress(BytesInput bytes, int size) throws IOException {
                return BytesInput.from(unpack(codec, bytes.toInputStream().readAllBytes(), size));
            }

            @Override
            public void decompress(ByteBuffer input, int packedSize, ByteBuffer output, int size) throws IOException {
                byte[] packed = new byte[packedSize];
                input.get(packed);
                output.put(unpack(codec, packed, size));
            }

            @Override
            public void release() {
                // Nothing is held.
            }
        };
    }

    @Override
    public void release() {
        // Nothing is held.
    }

    private static byte[] unpack(Codec codec, byte[] packed, int size) throws IOException {
        if (size < 0 || size > ParquetLimits.PAGE_BYTES) {
            throw new IOException("a page claims to unpack to " + size + " bytes");
        }
        byte[] plain = codec.decompress(packed, size);
        if (plain.length != size) {
            throw new IOException("a page unpacks to " + plain.length + " bytes but its header says " + size);
        }
        return plain;
    }
}
