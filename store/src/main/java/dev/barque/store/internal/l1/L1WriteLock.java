package dev.barque.store.internal.l1;

import dev.barque.core.error.BarqueException;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;

/**
 * At most one writer in a folder of bars, in this process and in others: adding rows to a file reads it, merges and
 * replaces it, and two at once would lose what one of them added. Readers need no lock.
 */
public final class L1WriteLock {
    private L1WriteLock() {}

    /**
     * Takes the lock of a folder, which is created when it is missing; throws {@code l1.locked} when another has it. The names in
     * the folder are on the device then: a writer that was killed may have left one that is not, and rows that are found under it
     * are not written again.
     */
    public static HomeLock of(FileAccess files, Path folder) {
        HomeLock lock;
        try {
            AtomicFile.createDirectories(files, folder.toAbsolutePath());
            lock = HomeLock.of(folder);
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(folder, e);
        } catch (BarqueException e) {
            throw e.code().equals("store.locked") ? L1Errors.locked(folder) : e;
        }
        try {
            files.syncDirectory(folder.toAbsolutePath());
            return lock;
        } catch (IOException e) {
            lock.close();
            throw StoreErrors.cannotWrite(folder, e);
        }
    }
}
