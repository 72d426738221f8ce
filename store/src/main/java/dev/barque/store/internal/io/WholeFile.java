package dev.barque.store.internal.io;

import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Reads a small file as a whole. */
public final class WholeFile {
    private static final int PIECE = 1 << 20;

    private WholeFile() {}

    /** All bytes; throws {@link java.nio.file.NoSuchFileException} when there is no such file. */
    public static byte[] read(FileAccess files, Path file) throws IOException {
        try (ReadableFile from = files.read(file)) {
            long size = from.size();
            if (size > Integer.MAX_VALUE - 16) {
                throw new IOException("it has " + size + " bytes, more than fit into memory at once");
            }
            ByteBuffer content = ByteBuffer.allocate((int) size);
            while (content.hasRemaining()) {
                // In pieces: for what lies on the heap the JDK takes a buffer of the same size beside it.
                content.limit((int) Math.min(size, content.position() + (long) PIECE));
                int read = from.read(content, content.position());
                content.limit((int) size);
                if (read < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
            }
            return content.array();
        }
    }
}
