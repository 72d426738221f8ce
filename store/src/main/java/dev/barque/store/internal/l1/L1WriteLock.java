package dev.barque.store.internal.l1;

import dev.barque.store.internal.io.FolderLock;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.io.FileAccess;
import java.nio.file.Path;

/**
 * At most one writer in a folder of bars, in this process and in others: adding rows to a file reads it, merges and
 * replaces it, and two at once would lose what one of them added. Readers need no lock.
 */
public final class L1WriteLock {
    private L1WriteLock() {}

    /**
     * Takes the lock of a folder, which is created when it is missing; throws {@code l1.locked} when another has it. Rows that are
     * found under a name in it are not written again, so the names are on the device then.
     */
    public static HomeLock of(FileAccess files, Path folder) {
        return FolderLock.of(files, folder, L1Errors::locked);
    }
}
