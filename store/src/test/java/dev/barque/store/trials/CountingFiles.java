package dev.barque.store.trials;

import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The disk, but nothing is synced, and the bytes that are read and written are counted. */
final class CountingFiles implements FileAccess {
    private final FileAccess real = FileAccess.real();
    private long bytes;

    /** Read and written since the last time that somebody asked. */
    long bytes() {
        long counted = bytes;
        bytes = 0;
        return counted;
    }

    @Override
    public WritableFile create(Path file) throws IOException {
        return counted(real.create(file));
    }

    @Override
    public WritableFile open(Path file) throws IOException {
        return counted(real.open(file));
    }

    @Override
    public ReadableFile read(Path file) throws IOException {
        ReadableFile found = real.read(file);
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

    private WritableFile counted(WritableFile file) {
        return new WritableFile() {
            @Override
            public void write(ByteBuffer from, long position) throws IOException {
                bytes += from.remaining();
                file.write(from, position);
            }

            @Override
            public void sync() {}

            @Override
            public void truncate(long size) throws IOException {
                file.truncate(size);
            }

            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public Path path() {
                return file.path();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        real.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        real.delete(file);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        real.createDirectories(directory);
    }

    @Override
    public void syncDirectory(Path directory) {}

    @Override
    public List<Path> list(Path directory) throws IOException {
        return real.list(directory);
    }

    @Override
    public boolean exists(Path file) {
        return real.exists(file);
    }
}
