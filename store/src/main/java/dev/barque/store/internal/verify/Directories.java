package dev.barque.store.internal.verify;

import dev.barque.store.internal.StoreErrors;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Directories, one entry at a time, in no order: a million symbols are never in memory at once. */
final class Directories {
    private Directories() {}

    /** Each entry; none when the directory is missing. Throws {@code store.cannot-read}. */
    static void each(Path directory, Consumer<Path> of) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(of);
        } catch (IOException | DirectoryIteratorException e) {
            throw StoreErrors.cannotRead(directory, e instanceof IOException io ? io : new IOException(e));
        }
    }
}
