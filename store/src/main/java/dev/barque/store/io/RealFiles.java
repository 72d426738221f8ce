package dev.barque.store.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The disk as it is. */
final class RealFiles implements FileAccess {
    static final RealFiles INSTANCE = new RealFiles();

    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 16).asReadOnlyBuffer();

    private RealFiles() {}

    @Override
    public WritableFile create(Path file) throws IOException {
        return new OpenToWrite(
                file,
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE));
    }

    @Override
    public WritableFile open(Path file) throws IOException {
        // To be read too, which windows need.
        return new OpenToWrite(
                file,
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public ReadableFile read(Path file) throws IOException {
        return new OpenToRead(FileChannel.open(file, StandardOpenOption.READ));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        if (WINDOWS) {
            return; // a directory cannot be opened there; NTFS journals the rename itself
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            undisturbed(() -> {
                channel.force(true);
                return channel;
            });
        }
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(found::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(null);
        return found;
    }

    @Override
    public boolean exists(Path file) {
        return Files.exists(file);
    }

    private interface Call<T> {
        T call() throws IOException;
    }

    private static <T> T undisturbed(Call<T> call) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            return call.call();
        } finally {
            restore(interrupted);
        }
    }

    /**
     * A channel closes itself under the hands of all who share it when one of them comes to it interrupted: so nobody does. What
     * remains is an interrupt in the middle of a call.
     */
    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Syncs by fdatasync: it writes a changed size too, since without the size what was written could not be read back, and
     * leaves out the time of the last change, which nobody needs to survive.
     */
    private record OpenToWrite(Path path, FileChannel channel) implements WritableFile {
        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            boolean interrupted = Thread.interrupted();
            try {
                long at = position;
                while (from.hasRemaining()) {
                    at += channel.write(from, at);
                }
            } finally {
                restore(interrupted);
            }
        }

        @Override
        public Optional<Window> window(long from, long to) throws IOException {
            // A mapped file can be neither cut off nor deleted on Windows.
            if (WINDOWS || !MappedWindow.isPossible()) {
                return Optional.empty();
            }
            long size = size();
            try {
                for (long end = size; end < to; end += ZEROS.capacity()) {
                    write(ZEROS.duplicate().limit((int) Math.min(ZEROS.capacity(), to - end)), end);
                }
                return undisturbed(() -> MappedWindow.of(channel, from, to));
            } catch (IOException e) {
                truncate(size);
                throw e;
            }
        }

        @Override
        public void sync() throws IOException {
            boolean interrupted = Thread.interrupted();
            try {
                channel.force(false);
            } finally {
                restore(interrupted);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            undisturbed(() -> channel.truncate(size));
        }

        @Override
        public long size() throws IOException {
            return undisturbed(channel::size);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private record OpenToRead(FileChannel channel) implements ReadableFile {
        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            boolean interrupted = Thread.interrupted();
            try {
                return channel.read(into, position);
            } finally {
                restore(interrupted);
            }
        }

        @Override
        public long size() throws IOException {
            return undisturbed(channel::size);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
