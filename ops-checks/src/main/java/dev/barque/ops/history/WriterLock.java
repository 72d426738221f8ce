package dev.barque.ops.history;

import dev.barque.ops.internal.OpsErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * One writer for a directory. The lock of the system holds between processes only, and closing a second channel would free it: so within this
 * one nobody comes that far twice.
 */
final class WriterLock implements AutoCloseable {
    private static final Set<Path> HELD = new HashSet<>();

    private final Path directory;
    private final FileChannel channel;

    private WriterLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static WriterLock take(Path directory) throws IOException {
        Path real = directory.toRealPath();
        synchronized (HELD) {
            if (!HELD.add(real)) {
                throw OpsErrors.historyInUse(directory);
            }
        }
        try {
            FileChannel channel =
                    FileChannel.open(real.resolve("writer.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } finally {
                if (lock == null) {
                    channel.close();
                }
            }
            if (lock == null) {
                throw OpsErrors.historyInUse(directory);
            }
            return new WriterLock(real, channel);
        } catch (IOException | RuntimeException e) {
            release(real);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            release(directory);
        }
    }

    private static void release(Path directory) {
        synchronized (HELD) {
            HELD.remove(directory);
        }
    }
}
