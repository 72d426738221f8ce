package dev.barque.testkit.cost;

import dev.barque.store.io.FileAccess;
import dev.barque.store.io.ForwardingFileAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A disk that counts what is asked of it, for parts that take a {@link FileAccess}. Safe for use by several threads. */
public final class CountedFiles extends ForwardingFileAccess {
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong bytesRead = new AtomicLong();
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong bytesWritten = new AtomicLong();
    private final AtomicLong syncs = new AtomicLong();
    private final AtomicLong listed = new AtomicLong();

    private CountedFiles(FileAccess files) {
        super(files);
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

    /** Both ways to get a file that is written come through here. */
    @Override
    protected WritableFile wrap(WritableFile file) {
        made.incrementAndGet();
        return new Counted(file);
    }

    @Override
    public ReadableFile read(Path file) throws IOException {
        opened.incrementAndGet();
        return new Read(super.read(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        made.incrementAndGet();
        super.rename(from, to);
    }

    @Override
    public void link(Path file, Path name) throws IOException {
        made.incrementAndGet();
        super.link(file, name);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        syncs.incrementAndGet();
        super.syncDirectory(directory);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        listed.incrementAndGet();
        return super.list(directory);
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

    private final class Counted extends Written {
        private Counted(WritableFile file) {
            super(file);
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            bytesWritten.addAndGet(from.remaining());
            super.write(from, position);
        }

        @Override
        public void sync() throws IOException {
            syncs.incrementAndGet();
            super.sync();
        }
    }
}
