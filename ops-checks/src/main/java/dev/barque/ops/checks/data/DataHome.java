package dev.barque.ops.checks.data;

import dev.barque.store.io.FileAccess;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The home directory that checks look at. Immutable.
 *
 * @param directory the home
 * @param files how its files are reached
 */
public record DataHome(Path directory, FileAccess files) {
    /** Nulls are refused. */
    public DataHome {
        directory = directory.toAbsolutePath().normalize();
        Objects.requireNonNull(files, "files");
    }

    /** A home on the real disk. */
    public static DataHome of(Path directory) {
        return new DataHome(directory, FileAccess.real());
    }
}
