package dev.barque.store.internal.chains;

import dev.barque.store.internal.io.FolderLock;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.io.FileAccess;
import java.nio.file.Path;

/** At most one writer in a folder of option chains, in this process and in others. Readers need no lock. */
public final class ChainWriteLock {
    private ChainWriteLock() {}

    /** Takes the lock of a folder, which is created when it is missing; throws {@code chains.locked} when another has it. */
    public static HomeLock of(FileAccess files, Path folder) {
        return FolderLock.of(files, folder, ChainErrors::locked);
    }
}
