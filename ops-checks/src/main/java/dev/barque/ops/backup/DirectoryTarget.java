package dev.barque.ops.backup;

import dev.barque.store.io.FileAccess;
import dev.barque.store.io.FileAccess.ReadableFile;
import dev.barque.store.io.FileAccess.WritableFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Backups in a directory, which is created when the first is put. Better on another disk, and best on another machine's: one that
 * goes with the home is none. An object is written aside, synced and renamed. Immutable and safe to share.
 */
public final class DirectoryTarget implements BackupTarget {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,119}");
    private static final String LOCK = ".lock";
    private static final int BUFFER = 1 << 20;
    /** A second channel on a lock file of this process would free the first when it is closed. */
    private static final ConcurrentHashMap<Path, Boolean> CLAIMED = new ConcurrentHashMap<>();

    private final Path directory;
    private final FileAccess files;

    private DirectoryTarget(Path directory, FileAccess files) {
        this.directory = directory.toAbsolutePath().normalize();
        this.files = Objects.requireNonNull(files, "files");
    }

    /** In a directory, which need not be there yet. */
    public static DirectoryTarget at(Path directory) {
        return new DirectoryTarget(directory, FileAccess.real());
    }

    /** The same with another way to touch the disk. */
    public DirectoryTarget fileAccess(FileAccess access) {
        return new DirectoryTarget(directory, access);
    }

    Path directory() {
        return directory;
    }

    @Override
    public String description() {
        return directory.toString();
    }

    @Override
    public Claim claim() throws IOException {
        create(directory);
        Path real = directory.toRealPath();
        if (CLAIMED.putIfAbsent(real, true) != null) {
            throw taken("this process");
        }
        FileChannel channel = null;
        boolean done = false;
        try {
            channel = FileChannel.open(real.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw taken("another process");
            }
            for (Path left : files.list(directory)) {
                String name = String.valueOf(left.getFileName());
                if (name.startsWith(".") && name.endsWith(".tmp")) {
                    files.delete(left);
                }
            }
            // A name may be there that a killed claimant did not make durable, or a deleted one come back: from here on
            // it is so.
            files.syncDirectory(directory);
            forceName();
            FileChannel locked = channel;
            done = true;
            return () -> {
                try {
                    locked.close();
                } finally {
                    CLAIMED.remove(real);
                }
            };
        } catch (OverlappingFileLockException e) {
            throw taken("another part of this process");
        } finally {
            if (!done) {
                if (channel != null) {
                    channel.close();
                }
                CLAIMED.remove(real);
            }
        }
    }

    private void forceName() throws IOException {
        Path parent = directory.getParent();
        if (parent != null) {
            try {
                files.syncDirectory(parent);
            } catch (AccessDeniedException e) {
                // Not one of ours: where we may not look we have created nothing.
            }
        }
    }

    private IOException taken(String by) {
        return new FileSystemException(directory.toString(), null, by + " is putting or deleting backups there");
    }

    private void create(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (files.exists(folder) || parent == null) {
            return;
        }
        create(parent);
        files.createDirectories(folder);
        files.syncDirectory(parent);
    }

    @Override
    public List<String> names() throws IOException {
        return files.list(directory).stream()
                .map(file -> String.valueOf(file.getFileName()))
                .filter(name -> NAME.matcher(name).matches())
                .toList();
    }

    @Override
    public void put(String name, Content content) throws IOException {
        Path file = file(name);
        if (files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path aside = directory.resolve("." + name + ".tmp");
        try (WritableFile to = files.create(aside)) {
            Sink sink = new Sink(to);
            content.writeTo(sink);
            sink.flush();
            to.sync();
        }
        files.rename(aside, file);
        files.syncDirectory(directory);
    }

    @Override
    public InputStream get(String name) throws IOException {
        return new HeldStream(files.read(file(name)), HeldStream.buffer());
    }

    @Override
    public long size(String name) throws IOException {
        try (ReadableFile file = files.read(file(name))) {
            return file.size();
        }
    }

    @Override
    public void delete(String name) throws IOException {
        files.delete(file(name));
        files.syncDirectory(directory);
    }

    private Path file(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new NoSuchFileException(name, null, "not a name that a backup's object can have");
        }
        Path file = directory.resolve(name);
        if (Files.isSymbolicLink(file)) {
            throw new FileSystemException(file.toString(), null, "it is a symbolic link");
        }
        return file;
    }

    private static final class Sink extends OutputStream {
        private final WritableFile file;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        private long end;

        Sink(WritableFile file) {
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (int done = 0; done < length; ) {
                if (!buffer.hasRemaining()) {
                    flush();
                }
                int some = Math.min(buffer.remaining(), length - done);
                buffer.put(bytes, from + done, some);
                done += some;
            }
        }

        @Override
        public void flush() throws IOException {
            buffer.flip();
            int length = buffer.remaining();
            file.write(buffer, end);
            end += length;
            buffer.clear();
        }
    }
}
