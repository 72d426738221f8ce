package dev.barque.ops.maintenance.tasks;

import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;

/** Files as streams, and files that are written aside, looked at, and only then given their name. */
final class FileStreams {
    private FileStreams() {}

    /** Writes all of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The first bytes of a file, as many as are asked for. */
    static InputStream read(FileAccess files, Path file, long most) throws IOException {
        return new Source(files.read(file), most);
    }

    /** The whole of a file. */
    static InputStream read(FileAccess files, Path file) throws IOException {
        return read(files, file, Long.MAX_VALUE);
    }

    /** The content is on the device beside the target, under a name that says that nobody sees it yet. */
    static Path stage(FileAccess files, Path target, Content content) throws IOException {
        Path staged = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try (WritableFile file = files.create(staged)) {
            content.writeTo(new Sink(file));
            file.sync();
        } catch (IOException | RuntimeException e) {
            discard(files, staged, e);
            throw e;
        }
        return staged;
    }

    static void publish(FileAccess files, Path staged, Path target) throws IOException {
        files.rename(staged, target);
        files.syncDirectory(folder(target));
    }

    static void delete(FileAccess files, Path file) throws IOException {
        files.delete(file);
        files.syncDirectory(folder(file));
    }

    static void discard(FileAccess files, Path staged, Exception because) {
        try {
            files.delete(staged);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
    }

    private static final class Source extends InputStream {
        private final ReadableFile file;
        private final long most;
        private long at;

        Source(ReadableFile file, long most) {
            this.file = file;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            int wanted = (int) Math.min(count, most - at);
            if (wanted <= 0) {
                return count == 0 ? 0 : -1;
            }
            int read = file.read(ByteBuffer.wrap(into, offset, wanted), at);
            at += Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
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
