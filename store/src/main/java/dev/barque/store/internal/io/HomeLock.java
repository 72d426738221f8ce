package dev.barque.store.internal.io;

import dev.barque.store.internal.StoreErrors;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One writer for a home: a lock on {@code .lock} against other processes, and a set of homes against this one, since closing
 * any second channel on the file would free the first lock.
 */
public final class HomeLock implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final FileChannel channel;
    private boolean closed;

    private HomeLock(Path home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    /** Locks an existing home; throws {@code store.locked}. */
    public static HomeLock of(Path home) {
        Path real;
        try {
            real = home.toRealPath();
        } catch (IOException e) {
            throw StoreErrors.cannotOpen(home, StoreErrors.reason(e), e);
        }
        if (!HELD.add(real)) {
            throw StoreErrors.locked(home, "another store of this process");
        }
        boolean locked = false;
        try {
            FileChannel channel =
                    FileChannel.open(real.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locked = isLocked(channel);
            if (!locked) {
                channel.close();
                throw StoreErrors.locked(home, "another process");
            }
            return new HomeLock(real, channel);
        } catch (IOException e) {
            throw StoreErrors.cannotOpen(home, StoreErrors.reason(e), e);
        } finally {
            if (!locked) {
                HELD.remove(real);
            }
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another class loader of this process
        } catch (IOException e) {
            channel.close();
            throw e;
        }
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
            HELD.remove(home);
        }
    }
}
