package dev.barque.store.internal.parquet;

import static dev.barque.store.internal.parquet.FooterCheck.require;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Unpacks page after page into one array. Contexts of zstd take longer to make than a small page to unpack, and are used again by
 * whoever comes next. Belongs to one thread; has to be closed.
 */
final class PageBytes implements AutoCloseable {
    private static final int ZSTD = 6;
    private static final CompressionCodecName[] OTHERS = {
        CompressionCodecName.UNCOMPRESSED, CompressionCodecName.SNAPPY, CompressionCodecName.GZIP
    };
    private static final ArrayBlockingQueue<ZstdDecompressCtx> IDLE =
            new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

    private final ZstdDecompressCtx zstd;
    private final CRC32 crc = new CRC32();
    private byte[] page = new byte[1 << 13];

    PageBytes() {
        ZstdDecompressCtx idle = IDLE.poll();
        zstd = idle == null ? new ZstdDecompressCtx() : idle;
    }

    /** The page that was unpacked last: its bytes from 0 on, and {@link HybridRuns#SLACK} more. */
    byte[] page() {
        return page;
    }

    /**
     * Unpacks the page at a place of a chunk, behind its header; looks at its checksum if it has one. Levels of a page in the second
     * form stay before its values.
     */
    void unpack(ChunkBytes chunk, int at, PageHeader header, int codec) throws IOException {
        int packed = (int) header.packed();
        int size = (int) header.unpacked();
        chunk.need(at, packed);
        if (header.crc() >= 0) {
            crc.reset();
            chunk.sum(at, packed, crc);
            require(crc.getValue() == header.crc(), "a page whose checksum is wrong");
        }
        if (page.length < size + HybridRuns.SLACK) {
            page = new byte[Math.max(size + HybridRuns.SLACK, Math.min(2 * page.length, ParquetLimits.PAGE_BYTES))];
        }
        int levels = header.repetitions() + header.definitions();
        chunk.copy(at, levels, page, 0);
        int length = levels
                + unpack(
                        chunk,
                        at + levels,
                        packed - levels,
                        levels,
                        size - levels,
                        header.isPlain() ? Footer.UNCOMPRESSED : codec);
        require(length == size, () -> "a page that unpacks to " + length + " bytes but says " + size);
        Arrays.fill(page, size, size + HybridRuns.SLACK, (byte) 0);
    }

    private int unpack(ChunkBytes chunk, int at, int packed, int to, int size, int codec) throws IOException {
        if (size == 0) {
            return 0;
        }
        if (codec == Footer.UNCOMPRESSED) {
            chunk.copy(at, Math.min(packed, size), page, to);
            return packed;
        }
        if (codec == ZSTD) {
            try {
                return chunk.unpack(at, packed, zstd, page, to, size);
            } catch (ZstdException e) {
                throw new IOException("a page cannot be unpacked (" + e.getMessage() + ")", e);
            }
        }
        if (codec < 0 || codec >= OTHERS.length) {
            throw new IOException("its compression " + codec + " is not one of ZSTD, SNAPPY, GZIP and UNCOMPRESSED");
        }
        byte[] bytes = new byte[packed];
        chunk.copy(at, packed, bytes, 0);
        byte[] plain = new Codecs()
                .getDecompressor(OTHERS[codec])
                .decompress(BytesInput.from(bytes), size)
                .toInputStream()
                .readAllBytes();
        System.arraycopy(plain, 0, page, to, size);
        return plain.length;
    }

    @Override
    public void close() {
        if (!IDLE.offer(zstd)) {
            zstd.close();
        }
    }
}
