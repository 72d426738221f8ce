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
    private static final CompressionCodecName[] CODECS = {
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
     * Unpacks the page at a place of a file, behind its header; looks at its checksum if it has one. The levels of the second form
     * are never packed.
     */
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
        boolean second = header.type() == PageHeader.DATA_V2;
        int plain = second
                ? (int) (header.levels().repetitionBytes() + header.levels().definitionBytes())
                : 0;
        System.arraycopy(file, at, page, 0, plain);
        boolean isPacked =
                codec != Footer.UNCOMPRESSED && (!second || header.levels().dataIsPacked());
        int length = isPacked
                ? unpack(file, at + plain, packed - plain, plain, size - plain, codec)
                : copy(file, at + plain, packed - plain, plain);
        require(length == size - plain, "a page that unpacks to " + (plain + length) + " bytes but says " + size);
        Arrays.fill(page, size, size + HybridRuns.SLACK, (byte) 0);
    }

    private int copy(byte[] file, int at, int length, int to) {
        require(length <= page.length - HybridRuns.SLACK - to, "a page that is longer than it says");
        System.arraycopy(file, at, page, to, length);
        return length;
    }

    private int unpack(byte[] file, int at, int length, int to, int size, int codec) throws IOException {
        if (size == 0) {
            return 0;
        }
        if (codec == ZSTD) {
            try {
                return zstd.decompressByteArray(page, to, size, file, at, length);
            } catch (ZstdException e) {
                throw new IOException("a page cannot be unpacked (" + e.getMessage() + ")", e);
            }
        }
        if (codec < 0 || codec >= CODECS.length) {
            throw new IOException("its compression " + codec + " is not one of ZSTD, SNAPPY, GZIP and UNCOMPRESSED");
        }
        byte[] plain = new Codecs()
                .getDecompressor(CODECS[codec])
                .decompress(BytesInput.from(file, at, length), size)
                .toInputStream()
                .readAllBytes();
        return copy(plain, 0, plain.length, to);
    }

    @Override
    public void close() {
        if (!IDLE.offer(zstd)) {
            zstd.close();
        }
    }
}
