package dev.barque.store.internal.chains;

import dev.barque.core.error.BarqueException;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;

/** At most one writer in a folder of option chains, in this process and in others. Readers need no lock. */
public final class ChainWriteLock {
    private ChainWriteLock() {}

    /**
     * Takes the lock of a folder, which is created when it is missing; throws {@code chains.locked} when another has it. Names
     * that a killed writer left are on the device then.
     */
    public static HomeLock of(FileAccess files, Path folder) {
        HomeLock lock;
        try {
            AtomicFile.createDirectories(files, folder.toAbsolutePath());
            lock = HomeLock.of(folder);
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(folder, e);
        } catch (BarqueException e) {
            throw e.code().equals("store.locked") ? ChainErrors.locked(folder) : e;
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
