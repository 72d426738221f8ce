package dev.barque.store;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.HomeLock;
import dev.barque.store.internal.io.SwapJournal;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Puts a prepared home in the place of another, for a restore. The old one is kept under another name beside it. It is journaled
 * beside the home: killed at any step, or after a loss of power, either the old home is there as it was, or the next opening for
 * writing (or {@link #finish}) puts the new one in its place. Immutable and safe to share; of several swaps of one home at the same
 * time one wins.
 */
public final class HomeSwap {
    private final Path home;
    private final FileAccess files;

    private HomeSwap(Path home, FileAccess files) {
        this.home = home.toAbsolutePath().normalize();
        this.files = Objects.requireNonNull(files, "files");
    }

    /** Of a home directory, which need not be there. */
    public static HomeSwap of(Path home) {
        return new HomeSwap(home, FileAccess.real());
    }

    /** The same with another way to touch the disk. */
    public HomeSwap fileAccess(FileAccess access) {
        return new HomeSwap(home, access);
    }

    /**
     * Moves the home to {@code kept}, if there is one, and {@code prepared} to its place. All three are in one directory, there is
     * nothing at {@code kept}, and what is in {@code prepared} was synced.
     *
     * <p>Throws {@code store.locked} while a writer has the home, {@code store.cannot-write} with the home either as it was or to be
     * replaced by the next {@link #finish}.
     */
    public void replaceWith(Path prepared, Path kept) {
        if (!Files.isDirectory(home)) {
            try {
                files.rename(prepared.toAbsolutePath().normalize(), home);
                files.syncDirectory(Objects.requireNonNull(home.getParent(), "a home has a directory above it"));
            } catch (IOException e) {
                throw StoreErrors.cannotWrite(home, e);
            }
            return;
        }
        try (HomeLock lock = HomeLock.of(home)) {
            lock.requireHeld();
            new SwapJournal(files, home).swap(prepared, kept);
        }
    }

    /** Whether a swap was broken off and the home must not be read before {@link #finish}. */
    public boolean isUnfinished() {
        return new SwapJournal(files, home).isUnfinished();
    }

    /** Ends a swap that was broken off, if there is one, and says whether there was; throws {@code store.swap-blocked}. */
    public boolean finish() {
        return new SwapJournal(files, home).finish();
    }
}
