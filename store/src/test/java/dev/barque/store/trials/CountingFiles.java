package dev.barque.store.trials;

import dev.barque.store.io.FileAccess;
import dev.barque.store.io.ForwardingFileAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The disk, but nothing is synced, and the bytes that are read and written are counted. */
final class CountingFiles extends ForwardingFileAccess {
    private long bytes;

    CountingFiles() {
        super(FileAccess.real());
    }

    /** Read and written since the last time that somebody asked. */
    long bytes() {
        long counted = bytes;
        bytes = 0;
        return counted;
    }

    @Override
    public ReadableFile read(Path file) throws IOException {
        ReadableFile found = super.read(file);
        return new ReadableFile() {
            @Override
            public int read(ByteBuffer into, long position) throws IOException {
                int read = found.read(into, position);
                bytes += Math.max(0, read);
                return read;
            }

            @Override
            public long size() throws IOException {
                return found.size();
            }

            @Override
            public void close() throws IOException {
                found.close();
            }
        };
    }

    @Override
    protected WritableFile wrap(WritableFile file) {
        return new Written(file) {
            @Override
            public void write(ByteBuffer from, long position) throws IOException {
                bytes += from.remaining();
                super.write(from, position);
            }

            @Override
            public void sync() {
                // A test that enters a thousand trials has no time for a device.
            }
        };
    }

    @Override
    public void syncDirectory(Path directory) {
        // As above.
    }
}
