package dev.barque.store;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.snapshot.Snapshots;
import dev.barque.store.io.FileAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * All files of a home as they were at one moment, held until this is closed. Appends, seals, retention and maintenance go on
 * meanwhile, in this process or in another; what they replace or delete stays readable here, and takes its space until then.
 *
 * <p>The moment is one of the log: of the rows of the home those up to {@link #lastSequence()} are in these files, sealed or not, and
 * none after it. (One that was not yet acknowledged may be among them.) A decision that is in them has its row in them. Left out are
 * lock files, files written aside, {@code backups/}, what maintenance has taken away and not yet emptied ({@code .removed/}), and what
 * snapshots themselves need: each file gets a second name (a hard link) below {@code HOME/.snapshots}. What a killed process left there
 * is taken away by the next snapshot.
 *
 * <pre>{@code
 * try (HomeSnapshot snapshot = HomeSnapshot.of(home)) {
 *     for (HomeSnapshot.HeldFile file : snapshot.files()) {
 *         copy(file.path(), file.bytes(), target.resolve(file.name()));
 *     }
 * }
 * }</pre>
 *
 * <p>A directory with copies of these files is a home that can be opened. Takes two looks at every name in the home and about 300
 * bytes of heap for each. Safe for use by several threads.
 */
public final class HomeSnapshot implements AutoCloseable {
    private final FileAccess access;
    private final Snapshots.Held held;
    private final List<HeldFile> files;
    private boolean closed;

    /**
     * One file.
     *
     * @param name its path in the home, with slashes
     * @param path where it can be read until the snapshot is closed; may hold more bytes than belong to it
     * @param bytes how many bytes, from the first, belong to the state
     */
    public record HeldFile(String name, Path path, long bytes) {}

    private HomeSnapshot(FileAccess access, Snapshots.Held held) {
        this.access = access;
        this.held = held;
        files = held.files().stream()
                .map(one -> new HeldFile(one.name(), one.link(), one.bytes()))
                .toList();
    }

    /** Of an existing home; see {@link #of(Path, FileAccess)}. */
    public static HomeSnapshot of(Path home) {
        return of(home, FileAccess.real());
    }

    /**
     * Of an existing home, with another way to touch the disk.
     *
     * <p>Throws {@code store.cannot-open} when there is none, {@code store.cannot-hold} where files cannot have second names,
     * {@code store.not-a-file} for a symbolic link in the home, {@code store.swap-unfinished}.
     */
    public static HomeSnapshot of(Path home, FileAccess files) {
        Objects.requireNonNull(files, "files");
        Path absolute = home.toAbsolutePath().normalize();
        HomeSwap swap = HomeSwap.of(absolute).fileAccess(files);
        if (swap.isUnfinished()) {
            swap.finish();
        }
        if (!Files.isDirectory(absolute)) {
            throw StoreErrors.cannotOpen(absolute, Files.exists(absolute) ? "it is a file" : "it does not exist", null);
        }
        return new HomeSnapshot(files, Snapshots.hold(files, absolute));
    }

    /** The files, by name. */
    public List<HeldFile> files() {
        return files;
    }

    /** The sequence of the last row of the log in these files; 0 when the home has no log. */
    public long lastSequence() {
        return held.lastSequence();
    }

    /** Lets go of the files; closing twice is harmless. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Snapshots.release(access, held.folder(), held.lock());
        }
    }
}
