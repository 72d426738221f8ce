package dev.barque.store.internal.l1;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * At most one writer in a folder of bars, in this process and in others: adding rows to a file reads it, merges and
 * replaces it, and two at once would lose what one of them added. Readers need no lock.
 */
public final class L1WriteLock implements AutoCloseable {
    /** Held in this process. A second channel on the file must not even be opened: closing it would free the lock. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private L1WriteLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock of a folder, which is created when it is missing; throws {@code l1.locked} when another has it. */
    public static L1WriteLock of(Path folder) {
        Path file;
        try {
            AtomicFile.createDirectories(folder.toAbsolutePath());
            file = folder.toRealPath().resolve(".l1.lock");
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(folder, e);
        }
        if (!HELD.add(file)) {
            throw L1Errors.locked(file);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw L1Errors.locked(file);
            }
            return new L1WriteLock(file, channel);
        } catch (OverlappingFileLockException e) {
            release(file, channel);
            throw L1Errors.locked(file);
        } catch (IOException e) {
            release(file, channel);
            throw StoreErrors.cannotWrite(file, e);
        } catch (RuntimeException e) {
            release(file, channel);
            throw e;
        }
    }

    @Override
    public void close() {
        release(file, channel);
    }

    private static void release(Path file, @Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException ignored) {
            // The system frees the lock with the process at the latest; nothing was written through this channel.
        } finally {
            HELD.remove(file);
        }
    }
}
