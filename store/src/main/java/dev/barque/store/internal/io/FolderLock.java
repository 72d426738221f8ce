package dev.barque.store.internal.io;

import dev.barque.core.error.BarqueException;
import dev.barque.store.internal.StoreErrors;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;

/** The lock of a folder in which one writer works, in this process and in others. */
public final class FolderLock {
    private FolderLock() {}

    /**
     * Takes it. The folder is created when it is missing. The names in it are on the device then: a writer that was killed may have
     * left one that is not.
     *
     * @param locked what is thrown when another has it
     */
    public static HomeLock of(FileAccess files, Path folder, Function<Path, BarqueException> locked) {
        HomeLock lock;
        try {
            AtomicFile.createDirectories(files, folder.toAbsolutePath());
            lock = HomeLock.of(folder);
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(folder, e);
        } catch (BarqueException e) {
            throw e.code().equals("store.locked") ? locked.apply(folder) : e;
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
