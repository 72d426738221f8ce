package dev.barque.store.internal;

import dev.barque.core.error.BarqueException;
import dev.barque.core.error.Concern;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Every message of the store, so that a reader finds all of them in one place. */
public final class StoreErrors {
    private StoreErrors() {}

    /** A file is not what its name says, or it is damaged. */
    public static BarqueException corruptFile(Path file, String found, @Nullable Throwable cause) {
        return new BarqueException(
                "store.corrupt-file",
                Concern.DATA,
                "Cannot read " + file + ": " + found
                        + ". Expected a whole Parquet file. Nothing of it was used; restore it from a backup, fetch it"
                        + " again or regenerate it.",
                cause);
    }

    /** The operating system refused to read. */
    public static BarqueException cannotRead(Path file, IOException cause) {
        return new BarqueException(
                "store.cannot-read",
                Concern.OPERATOR,
                "Cannot read " + file + ": " + reason(cause) + ". Check that it exists and may be read.",
                cause);
    }

    /** The operating system refused to write. */
    public static BarqueException cannotWrite(Path file, IOException cause) {
        return new BarqueException(
                "store.cannot-write",
                Concern.OPERATOR,
                "Cannot write " + file + ": " + reason(cause)
                        + ". What was there before is unchanged. Check the directory's permissions and free space.",
                cause);
    }

    /** What went wrong, in words: many exceptions of java.nio.file have a path for a message. */
    public static String reason(Throwable cause) {
        String kind = cause.getClass().getSimpleName();
        String message = cause.getMessage();
        return message == null || message.isBlank() ? kind : kind + " (" + message + ")";
    }
}
