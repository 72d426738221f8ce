package dev.barque.store.internal.io;

import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A text file to which whole lines are added. Opening takes off a last line that has no end, which the death of an earlier
 * writer left; a line that cannot be written as a whole is taken back. Not safe for use by several threads.
 */
public final class AppendFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AppendFile.class);
    private static final int LOOK_BACK = 1 << 13;

    private final FileAccess files;
    private final Path directory;
    private final WritableFile file;
    private long end;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private boolean torn;
    private boolean closed;

    private AppendFile(FileAccess files, Path directory, WritableFile file, long end) {
        this.files = files;
        this.directory = directory;
        this.file = file;
        this.end = end;
    }

    /** Opens or creates a file in a directory that is there. */
    public static AppendFile open(FileAccess files, Path path) throws IOException {
        Path directory = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file has a directory");
        WritableFile file = files.open(path);
        try {
            long size = file.size();
            long end = endOfLastLine(files, path, size);
            if (end < size) {
                LOG.warn("Took {} bytes of a line without an end off {}", size - end, path);
                file.truncate(end);
            }
            return new AppendFile(files, directory, file, end);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** How many bytes it has, without what could not be written as a whole. */
    public long size() {
        return end;
    }

    /** Adds a line, the first {@code length} bytes of an array, which must bring its end with it. */
    public void append(byte[] line, int length) throws IOException {
        if (torn) {
            takeBack(); // or what is left of a longer line would stand behind this one
        }
        try {
            file.write(over(line).clear().limit(length), end);
            end += length;
        } catch (IOException e) {
            torn = true;
            try {
                takeBack();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** The same array comes again and again. */
    private ByteBuffer over(byte[] line) {
        if (buffer.array() != line) {
            buffer = ByteBuffer.wrap(line);
        }
        return buffer;
    }

    private void takeBack() throws IOException {
        file.truncate(end);
        torn = false;
    }

    /**
     * Forces what was written to the device, and the name: also one that was there, since who put it there may have died
     * before. Lets go in any case; closing twice is harmless.
     */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (file) {
            file.sync();
            files.syncDirectory(directory);
        }
    }

    /** Lets go without forcing anything: {@link #force} is still owed. */
    public void release() throws IOException {
        closed = true;
        file.close();
    }

    /** Forces what an earlier writer of a file, which let go of it, left to the system, and the file's name. */
    public static void force(FileAccess files, Path path) throws IOException {
        open(files, path).close();
    }

    private static long endOfLastLine(FileAccess files, Path path, long size) throws IOException {
        if (size == 0) {
            return 0;
        }
        ByteBuffer block = ByteBuffer.allocate(LOOK_BACK);
        try (ReadableFile content = files.read(path)) {
            for (long to = size; to > 0; ) {
                long from = Math.max(0, to - LOOK_BACK);
                block.clear().limit((int) (to - from));
                for (long at = from; block.hasRemaining(); ) {
                    int read = content.read(block, at);
                    if (read < 0) {
                        throw new IOException("the file became shorter while it was read");
                    }
                    at += read;
                }
                for (int i = block.position() - 1; i >= 0; i--) {
                    if (block.get(i) == '\n') {
                        return from + i + 1;
                    }
                }
                to = from;
            }
        }
        return 0;
    }
}
