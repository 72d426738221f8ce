package dev.barque.benchmarks;

import com.github.luben.zstd.ZstdDecompressCtx;
import dev.barque.benchmarks.contest.Work;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;

/**
 * What a reader of zstd Parquet cannot do without: the bytes of the file out of the page cache, and each page unpacked. Where pages lie
 * is found out ahead of time, and nothing is decoded.
 */
final class Unpacking implements Work {
    private final FileChannel file;
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final List<Page> pages = new ArrayList<>();
    private final ByteBuffer packed;
    private final ByteBuffer unpacked;

    private record Page(long at, int packed, int unpacked) {}

    Unpacking(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path), Zstd.options())) {
            for (BlockMetaData block : reader.getFooter().getBlocks()) {
                for (ColumnChunkMetaData chunk : block.getColumns()) {
                    find(chunk.getStartingPos(), Math.toIntExact(chunk.getTotalSize()));
                }
            }
        }
        packed = ByteBuffer.allocateDirect(
                pages.stream().mapToInt(Page::packed).max().orElse(1));
        unpacked = ByteBuffer.allocateDirect(
                pages.stream().mapToInt(Page::unpacked).max().orElse(1));
    }

    private void find(long at, int bytes) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(bytes);
        file.read(chunk, at);
        ByteBufferInputStream in = ByteBufferInputStream.wrap(chunk.flip());
        while (in.position() < bytes) {
            PageHeader header = Util.readPageHeader(in);
            // Of a page of the second version only the values are packed; DuckDB writes the first.
            pages.add(
                    new Page(at + in.position(), header.getCompressed_page_size(), header.getUncompressed_page_size()));
            in.skipFully(header.getCompressed_page_size());
        }
    }

    @Override
    public void run() throws IOException {
        for (Page page : pages) {
            packed.clear().limit(page.packed());
            file.read(packed, page.at());
            packed.flip();
            zstd.decompressDirectByteBuffer(unpacked, 0, page.unpacked(), packed, 0, page.packed());
        }
    }

    @Override
    public double checksum() {
        return Double.NaN;
    }

    @Override
    public void close() throws IOException {
        zstd.close();
        file.close();
    }
}
