package dev.barque.store.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Hands every call on to another disk: for those that look on, count, slow down or fail some of them and leave the rest alone. As
 * safe for use by several threads as the other is, unless a subclass says otherwise.
 */
public abstract class ForwardingFileAccess implements FileAccess {
    private final FileAccess disk;

    /** Hands on to this disk. */
    protected ForwardingFileAccess(FileAccess disk) {
        this.disk = Objects.requireNonNull(disk, "disk");
    }

    /** What {@link #create} and {@link #open} return in place of a file; the file itself unless overridden. */
    protected WritableFile wrap(WritableFile file) {
        return file;
    }

    @Override
    public WritableFile create(Path file) throws IOException {
        return wrap(disk.create(file));
    }

    @Override
    public WritableFile open(Path file) throws IOException {
        return wrap(disk.open(file));
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
    public void link(Path file, Path name) throws IOException {
        disk.link(file, name);
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

    /** Hands every call on to another file. It has no windows, since what is put into one would go past a subclass. */
    public abstract static class Written implements WritableFile {
        private final WritableFile file;

        /** Hands on to this file. */
        protected Written(WritableFile file) {
            this.file = Objects.requireNonNull(file, "file");
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            file.write(from, position);
        }

        @Override
        public Optional<Window> window(long from, long to) {
            return Optional.empty();
        }

        @Override
        public void sync() throws IOException {
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
    }
}
