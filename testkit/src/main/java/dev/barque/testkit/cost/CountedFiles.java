package dev.barque.testkit.cost;

import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** A disk that counts what is asked of it, for parts that take a {@link FileAccess}. Safe for use by several threads. */
public final class CountedFiles implements FileAccess {
    private final FileAccess files;
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong bytesRead = new AtomicLong();
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong bytesWritten = new AtomicLong();
    private final AtomicLong syncs = new AtomicLong();
    private final AtomicLong listed = new AtomicLong();

    private CountedFiles(FileAccess files) {
        this.files = Objects.requireNonNull(files, "files");
    }

    /** The disk as it is. */
    public static CountedFiles real() {
        return of(FileAccess.real());
    }

    /** Another disk, such as one that fails. */
    public static CountedFiles of(FileAccess files) {
        return new CountedFiles(files);
    }

    /** What was asked since the beginning. */
    public FileWork work() {
        return new FileWork(opened.get(), bytesRead.get(), made.get(), bytesWritten.get(), syncs.get(), listed.get());
    }

    /** What some work asks. */
    public FileWork during(Runnable something) {
        FileWork before = work();
        something.run();
        return work().since(before);
    }

    @Override
    public WritableFile create(Path file) throws IOException {
        made.incrementAndGet();
        return new Written(files.create(file));
    }

    @Override
    public WritableFile open(Path file) throws IOException {
        made.incrementAndGet();
        return new Written(files.open(file));
    }

    @Override
    public ReadableFile read(Path file) throws IOException {
        opened.incrementAndGet();
        return new Read(files.read(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        made.incrementAndGet();
        files.rename(from, to);
    }

    @Override
    public void link(Path file, Path name) throws IOException {
        made.incrementAndGet();
        files.link(file, name);
    }

    @Override
    public void delete(Path file) throws IOException {
        files.delete(file);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        files.createDirectories(directory);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        syncs.incrementAndGet();
        files.syncDirectory(directory);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        listed.incrementAndGet();
        return files.list(directory);
    }

    @Override
    public boolean exists(Path file) {
        return files.exists(file);
    }

    private final class Read implements ReadableFile {
        private final ReadableFile file;

        private Read(ReadableFile file) {
            this.file = file;
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            int count = file.read(into, position);
            bytesRead.addAndGet(Math.max(0, count));
            return count;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private final class Written implements WritableFile {
        private final WritableFile file;

        private Written(WritableFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            bytesWritten.addAndGet(from.remaining());
            file.write(from, position);
        }

        @Override
        public void sync() throws IOException {
            syncs.incrementAndGet();
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
