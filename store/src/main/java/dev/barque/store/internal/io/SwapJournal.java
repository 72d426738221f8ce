package dev.barque.store.internal.io;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts a prepared directory in the place of a home. A directory cannot be replaced by another in one step: the old one is moved
 * aside and the new one to its place, and a journal beside them says so until both are done. From the moment at which the journal is
 * on the device the new home is the one that counts: whoever finds the journal goes on to the end.
 */
public final class SwapJournal {
    private static final long FORMAT = 1;
    private static final int MOST_TRIES = 3;

    private final FileAccess files;
    private final Path home;
    private final Path parent;
    private final Path journal;

    /** Of a home, which need not be there. */
    public SwapJournal(FileAccess files, Path home) {
        this.files = files;
        this.home = home.toAbsolutePath().normalize();
        Path above = this.home.getParent();
        // The root of a file system is never swapped.
        parent = above == null ? this.home : above;
        journal = parent.resolve("." + this.home.getFileName() + ".swap.json");
    }

    private record Steps(Path prepared, Path kept) {}

    /** Whether a swap is under way or was broken off. */
    public boolean isUnfinished() {
        return files.exists(journal);
    }

    /** Throws {@code store.swap-unfinished} when a swap is under way or was broken off. */
    public void requireNone() {
        if (isUnfinished()) {
            throw StoreErrors.swapUnfinished(
                    home, journal, files.exists(home) ? "the old home is still there" : "the old home was moved away");
        }
    }

    /** Begins and ends a swap. All of them are in one directory; {@code prepared} is on the device. */
    public void swap(Path prepared, Path kept) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("prepared", name(prepared));
        json.put("kept", name(kept));
        AtomicFile.replace(files, journal, Json.write(json));
        finish();
    }

    /** Ends a swap that was broken off, if there is one, and says whether there was. */
    public boolean finish() {
        if (!isUnfinished()) {
            return false;
        }
        try {
            Steps steps = read();
            if (steps != null) {
                for (int i = 0; files.exists(steps.prepared) && i < MOST_TRIES; i++) {
                    step(steps);
                }
                files.syncDirectory(parent);
                files.delete(journal);
                files.syncDirectory(parent);
            }
            return true;
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(home, e);
        }
    }

    /** Somebody else may find the journal and do the same at the same time: what is gone when it is to be moved was moved. */
    private void step(Steps steps) throws IOException {
        try {
            if (files.exists(home)) {
                if (files.exists(steps.kept)) {
                    throw StoreErrors.swapBlocked(home, steps.prepared, steps.kept);
                }
                files.rename(home, steps.kept);
                // Before the new one has the name, or a loss of power could leave both under it.
                files.syncDirectory(parent);
            }
            files.rename(steps.prepared, home);
        } catch (NoSuchFileException e) {
            if (!files.exists(home)) {
                throw e;
            }
        }
    }

    private @Nullable Steps read() throws IOException {
        try {
            Map<String, Object> json = Json.parse(WholeFile.read(files, journal));
            if (!Objects.equals(json.get("format"), FORMAT)) {
                throw new IllegalArgumentException("it has the format " + json.get("format") + ", not " + FORMAT);
            }
            return new Steps(sibling(json, "prepared"), sibling(json, "kept"));
        } catch (NoSuchFileException e) {
            return null; // somebody else has ended it
        } catch (IllegalArgumentException e) {
            throw StoreErrors.swapUnfinished(home, journal, "it cannot be read, " + e.getMessage());
        }
    }

    private Path sibling(Map<String, Object> json, String name) {
        if (json.get(name) instanceof String text) {
            Path path = parent.resolve(text).normalize();
            if (parent.equals(path.getParent()) && !path.equals(home)) {
                return path;
            }
        }
        throw new IllegalArgumentException("its '" + name + "' names no directory beside the home");
    }

    private String name(Path sibling) {
        Path path = sibling.toAbsolutePath().normalize();
        if (!parent.equals(path.getParent()) || path.equals(home)) {
            throw new IllegalArgumentException(sibling + " must lie beside " + home);
        }
        return String.valueOf(path.getFileName());
    }
}
