package dev.barque.store.internal.care;

import dev.barque.store.internal.StoreErrors;
import dev.barque.store.internal.io.AtomicFile;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Takes a directory of a home away in one step, whatever is in it: it is moved to {@code HOME/.removed}, where nobody looks for rows,
 * and emptied there. Killed in between, what is left there is emptied by the next call of {@link #finish}.
 */
public final class Removal {
    /** Below the home. */
    public static final String FOLDER = ".removed";

    private final FileAccess files;
    private final Path folder;

    /** Of a home. */
    public Removal(FileAccess files, Path home) {
        this.files = files;
        folder = home.resolve(FOLDER);
    }

    /** Takes a directory away; throws {@code store.cannot-write}. */
    public void remove(Path directory) {
        Path gone = folder.resolve(directory.getFileName() + "-" + UUID.randomUUID());
        try {
            AtomicFile.createDirectories(files, folder);
            files.rename(directory, gone);
            // Gone from where it was before its first file is, also after a loss of power.
            files.syncDirectory(folder);
            files.syncDirectory(
                    Objects.requireNonNull(directory.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(directory, e);
        }
        finish(gone);
    }

    /** What was moved and not emptied. */
    public List<Path> leftovers() {
        try {
            return files.list(folder);
        } catch (IOException e) {
            throw StoreErrors.cannotRead(folder, e);
        }
    }

    /** Empties what was moved. */
    public void finish(Path gone) {
        try {
            delete(gone);
            files.syncDirectory(folder);
        } catch (IOException e) {
            throw StoreErrors.cannotWrite(gone, e);
        }
    }

    private void delete(Path path) throws IOException {
        // A link is deleted, never followed.
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (Path below : files.list(path)) {
                delete(below);
            }
        }
        files.delete(path);
    }
}
