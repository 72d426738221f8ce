package dev.barque.store.internal.decision;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * Packs segments that nobody writes to any more: written aside, read back and compared, published, and only then is the plain
 * one deleted. Killed at any step the next one finds the plain segment, the packed one, or both, and then packs again.
 */
public final class SegmentArchive {
    private static final int LEVEL = 3;
    private static final int BLOCK = 1 << 16;

    private SegmentArchive() {}

    /** Packs a plain segment; throws {@code store.cannot-write}, and then the plain one is still there. */
    public static void pack(FileAccess files, Segment segment) {
        Path packed = segment.packed().file();
        Path staged = AtomicFile.stage(files, packed, file -> {
            try (InputStream in = plain(files, segment);
                    ZstdOutputStream out = new ZstdOutputStream(new Sink(file), LEVEL)) {
                out.setChecksum(true);
                in.transferTo(out);
            }
        });
        try {
            requireSame(files, segment, staged);
            AtomicFile.publish(files, staged, packed);
            files.delete(segment.file());
            files.syncDirectory(Objects.requireNonNull(packed.toAbsolutePath().getParent(), "a file has a directory"));
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(packed, e);
        }
    }

    private static void requireSame(FileAccess files, Segment segment, Path staged) throws IOException {
        byte[] expected = new byte[BLOCK];
        byte[] found = new byte[BLOCK];
        try (InputStream plain = plain(files, segment);
                InputStream unpacked = new ZstdInputStream(new SegmentLines.FileStream(files.read(staged)))) {
            int read;
            do {
                read = plain.readNBytes(expected, 0, BLOCK);
                int again = unpacked.readNBytes(found, 0, BLOCK);
                if (read != again || !Arrays.equals(expected, 0, read, found, 0, read)) {
                    throw new IOException("the packed segment does not unpack to the plain one");
                }
            } while (read > 0);
        } catch (IOException e) {
            files.delete(staged);
            throw e;
        }
    }

    private static InputStream plain(FileAccess files, Segment segment) throws IOException {
        return new SegmentLines.FileStream(files.read(segment.file()));
    }

    /** Bytes to the end of a file; closing it leaves the file open. */
    private static final class Sink extends OutputStream {
        private final WritableFile file;
        private long at;

        Sink(WritableFile file) {
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int count) throws IOException {
            file.write(ByteBuffer.wrap(from, offset, count), at);
            at += count;
        }
    }
}
