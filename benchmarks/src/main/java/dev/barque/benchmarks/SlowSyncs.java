package dev.barque.benchmarks;

import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The disk as it is, but for syncs of files, which wait. */
final class SlowSyncs implements FileAccess {
    private final FileAccess disk = FileAccess.real();
    private final long micros;

    SlowSyncs(long micros) {
        this.micros = micros;
    }

    private WritableFile slow(WritableFile file) {
        return new WritableFile() {
            @Override
            public void write(ByteBuffer from, long position) throws IOException {
                file.write(from, position);
            }

            @Override
            public void sync() throws IOException {
                LockSupport.parkNanos(micros * 1_000);
                file.sync();
            }

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
    public WritableFile create(Path file) throws IOException {
        return slow(disk.create(file));
    }

    @Override
    public WritableFile open(Path file) throws IOException {
        return slow(disk.open(file));
    }

    @Override
    public ReadableFile read(Path file) throws IOException {
        return disk.read(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        disk.createDirectories(directory);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        disk.syncDirectory(directory);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public boolean exists(Path file) {
        return disk.exists(file);
    }
}
