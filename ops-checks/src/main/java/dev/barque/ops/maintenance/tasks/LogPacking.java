package dev.barque.ops.maintenance.tasks;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Packs a log that nobody writes to any more. The last line of a JSONL file that has no end was cut short by a death: the archive has
 * the lines before it, and what there is of it is kept beside it under {@code .torn}, so that not a byte is lost.
 */
final class LogPacking {
    private static final int LEVEL = 3;
    private static final int BLOCK = 1 << 16;

    private LogPacking() {}

    /** How many bytes were set free; the plain file goes last. */
    static long pack(FileAccess files, Path plain) throws IOException {
        Path packed = plain.resolveSibling(plain.getFileName() + ".zst");
        long size = Files.size(plain);
        long whole = plain.toString().contains(".jsonl.") ? wholeLines(files, plain, size) : size;
        if (whole < size) {
            Path torn = plain.resolveSibling(plain.getFileName() + ".torn");
            Path staged = FileStreams.stage(files, torn, out -> {
                try (InputStream in = FileStreams.read(files, plain)) {
                    in.skipNBytes(whole);
                    in.transferTo(out);
                }
            });
            FileStreams.publish(files, staged, torn);
        }
        Path staged = FileStreams.stage(files, packed, out -> {
            try (InputStream in = FileStreams.read(files, plain, whole);
                    ZstdOutputStream zstd = new ZstdOutputStream(out, LEVEL)) {
                zstd.setChecksum(true);
                in.transferTo(zstd);
            }
        });
        try {
            requireSame(files, plain, whole, staged);
            if (Files.size(plain) != size) {
                throw new IOException("somebody wrote to it meanwhile");
            }
        } catch (IOException | RuntimeException e) {
            FileStreams.discard(files, staged, e);
            throw e;
        }
        FileStreams.publish(files, staged, packed);
        long after = Files.size(packed) + size - whole;
        FileStreams.delete(files, plain);
        return size - after;
    }

    private static void requireSame(FileAccess files, Path plain, long whole, Path staged) throws IOException {
        byte[] expected = new byte[BLOCK];
        byte[] found = new byte[BLOCK];
        try (InputStream one = FileStreams.read(files, plain, whole);
                InputStream other = new ZstdInputStream(FileStreams.read(files, staged))) {
            int read;
            do {
                read = one.readNBytes(expected, 0, BLOCK);
                int again = other.readNBytes(found, 0, BLOCK);
                if (read != again || !Arrays.equals(expected, 0, read, found, 0, read)) {
                    throw TaskErrors.notTheSame(staged, plain);
                }
            } while (read > 0);
        }
    }

    /** Up to the end of the last line that has one. */
    private static long wholeLines(FileAccess files, Path file, long size) throws IOException {
        try (ReadableFile from = files.read(file)) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            for (long to = size; to > 0; ) {
                long start = Math.max(0, to - BLOCK);
                block.clear().limit((int) (to - start));
                while (block.hasRemaining() && from.read(block, start + block.position()) >= 0) {
                    // On to the end of the block.
                }
                for (int i = block.position() - 1; i >= 0; i--) {
                    if (block.get(i) == '\n') {
                        return start + i + 1;
                    }
                }
                to = start;
            }
            return 0;
        }
    }
}
