package dev.barque.store;

import dev.barque.store.internal.io.LockLook;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Who may write a home, seen from outside: nothing is locked, freed or changed by looking.
 *
 * @param kind in a word
 * @param holder who holds the lock, or held it last: process, its start and its host; empty when nobody ever did
 */
public record LockState(Kind kind, String holder) {
    /** Nulls are refused. */
    public LockState {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(holder, "holder");
    }

    /** What can be the case. */
    public enum Kind {
        /** There is no lock file: the home was never opened for writing. */
        NEVER_HELD,
        /** Nobody holds it. Whoever held it last has closed the home or died: the lock went with the process. */
        FREE,
        /** This process holds it. */
        HELD_HERE,
        /** Another process holds it. */
        HELD_ELSEWHERE,
        /**
         * This process holds a lock on a file that is not the lock file any more: it was deleted or replaced, and another
         * writer could open the home. The store refuses the next append ({@code store.lock-lost}).
         */
        LOST
    }

    /**
     * Looks at a home. On Linux the kernel's list of locks tells whether another process holds it; elsewhere, whether the process
     * named in the file is alive. Throws {@code store.cannot-open} for a home that is not there.
     */
    public static LockState of(Path home) {
        return LockLook.at(home.toAbsolutePath().normalize());
    }
}
