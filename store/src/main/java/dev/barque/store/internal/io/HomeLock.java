package dev.barque.store.internal.io;

import dev.barque.store.internal.StoreErrors;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer for a home: a lock on {@code .lock} against other processes, and an entry in {@link HeldHomes} against this one.
 * The file says who holds it.
 *
 * <p>Closing any second channel on a file frees the lock that the first one has, so this process never opens a second one on a
 * lock file that it holds; and where it finds too late that it did, it leaves the second one open for good.
 */
public final class HomeLock implements AutoCloseable {
    private static final int MOST_BYTES = 1 << 10;
    private static final long OLDER_MILLIS = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(HomeLock.class);
    private static final List<FileChannel> NEVER_CLOSED = new CopyOnWriteArrayList<>();

    private final Path home;
    private final Path file;
    private final FileChannel channel;
    private final @Nullable Object key;
    private final File quick;
    private volatile long modified;
    private boolean closed;

    private HomeLock(Path home, Path file, FileChannel channel, @Nullable Object key) {
        this.home = home;
        this.file = file;
        this.channel = channel;
        this.key = key;
        quick = file.toFile();
        // Older than any file that is put in its place from now on, so that the time of change alone tells them apart.
        if (!quick.setLastModified(quick.lastModified() - OLDER_MILLIS)) {
            LOG.debug("The time of {} cannot be set: a lock file that is replaced is noticed later", file);
        }
        modified = quick.lastModified();
    }

    /** Locks an existing home; throws {@code store.locked} with who has it, {@code store.cannot-open}. */
    public static HomeLock of(Path home) {
        Path real;
        try {
            real = home.toRealPath();
        } catch (IOException e) {
            throw StoreErrors.cannotOpen(home, StoreErrors.reason(e), e);
        }
        String holder = HeldHomes.take(real);
        if (holder != null) {
            throw StoreErrors.locked(home, "another store of this process (" + holder + ")");
        }
        boolean done = false;
        try {
            HomeLock lock;
            // Whoever looks at the lock file meanwhile would free it by closing what he looked through.
            synchronized (HeldHomes.monitor()) {
                lock = lock(home, real);
            }
            HeldHomes.note(real, lock.key);
            done = true;
            return lock;
        } catch (IOException e) {
            throw StoreErrors.cannotOpen(home, StoreErrors.reason(e), e);
        } finally {
            if (!done) {
                HeldHomes.free(real);
            }
        }
    }

    /** What is locked, by its real path. */
    public Path home() {
        return home;
    }

    private static HomeLock lock(Path home, Path real) throws IOException {
        Path file = real.resolve(".lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean close = true;
        try {
            if (channel.tryLock() == null) {
                throw StoreErrors.locked(home, "another process (" + read(channel) + ")");
            }
            ByteBuffer holder = ByteBuffer.wrap(HeldHomes.thisProcess().getBytes(StandardCharsets.UTF_8));
            channel.truncate(0);
            while (holder.hasRemaining()) {
                channel.write(holder, holder.position());
            }
            close = false;
            return new HomeLock(real, file, channel, key(file));
        } catch (OverlappingFileLockException e) {
            close = false;
            NEVER_CLOSED.add(channel);
            throw StoreErrors.locked(home, "another store of this process");
        } finally {
            if (close) {
                channel.close();
            }
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer holder = ByteBuffer.allocate(MOST_BYTES);
        int read;
        do {
            read = channel.read(holder, holder.position());
        } while (read > 0 && holder.hasRemaining());
        String text = new String(holder.array(), 0, holder.position(), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "it did not say which" : text;
    }

    private static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /**
     * As {@link #requireHeld}, for every commit: allocates nothing and costs a third of a microsecond. Goes by the time of change,
     * which somebody could copy: {@link #requireHeld} has to follow now and then.
     */
    public void requireHeldQuickly() {
        long now = quick.lastModified();
        if (now == 0 || now != modified) {
            requireHeld();
            modified = now;
        }
    }

    /** Throws {@code store.lock-lost} when the lock file is not the one that was locked. */
    public void requireHeld() {
        try {
            if (channel.isOpen() && Objects.equals(key, key(file))) {
                return;
            }
        } catch (IOException e) {
            // Not there, or not to be seen: lost either way.
        }
        throw StoreErrors.lockLost(file);
    }

    /** Frees the home; closing twice is harmless. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the channel, and the channel is gone either way.
        } finally {
            HeldHomes.free(home);
        }
    }
}
