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

    /** Unpacks the page at a place of a file, behind its header; looks at its checksum if it has one. */
    void unpack(byte[] file, int at, PageHeader header, int codec) throws IOException {
        int packed = (int) header.packed();
        int size = (int) header.unpacked();
        if (header.crc() >= 0) {
            crc.reset();
            crc.update(file, at, packed);
            require(crc.getValue() == header.crc(), "a page whose checksum is wrong");
        }
        if (page.length < size + HybridRuns.SLACK) {
            page = new byte[Math.max(size + HybridRuns.SLACK, Math.min(2 * page.length, ParquetLimits.PAGE_BYTES))];
        }
        int length = unpack(file, at, packed, size, codec);
        require(length == size, "a page that unpacks to " + length + " bytes but says " + size);
        Arrays.fill(page, size, size + HybridRuns.SLACK, (byte) 0);
    }

    private int unpack(byte[] file, int at, int packed, int size, int codec) throws IOException {
        if (size == 0) {
            return 0;
        }
        if (codec == Footer.UNCOMPRESSED) {
            System.arraycopy(file, at, page, 0, Math.min(packed, size));
            return packed;
        }
        if (codec == ZSTD) {
            try {
                return zstd.decompressByteArray(page, 0, size, file, at, packed);
            } catch (ZstdException e) {
                throw new IOException("a page cannot be unpacked (" + e.getMessage() + ")", e);
            }
        }
        if (codec < 0 || codec >= OTHERS.length) {
            throw new IOException("its compression " + codec + " is not one of ZSTD, SNAPPY, GZIP and UNCOMPRESSED");
        }
        byte[] plain = new Codecs()
                .getDecompressor(OTHERS[codec])
                .decompress(BytesInput.from(file, at, packed), size)
                .toInputStream()
                .readAllBytes();
        System.arraycopy(plain, 0, page, 0, size);
        return plain.length;
    }

    @Override
    public void close() {
        if (!IDLE.offer(zstd)) {
            zstd.close();
        }
    }
}
