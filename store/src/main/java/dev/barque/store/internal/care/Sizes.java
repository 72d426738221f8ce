package dev.barque.store.internal.care;

import dev.barque.store.internal.StoreErrors;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;

/**
 * How much is below a directory; links are not followed, and what goes meanwhile is passed over.
 *
 * @param files how many files
 * @param bytes of them
 */
public record Sizes(long files, long bytes) {
    /** Of a file, or of everything below a directory, each file of which is shown to somebody too. */
    public static Sizes of(Path path, Consumer<Path> each) {
        long[] sum = new long[2];
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sum[0]++;
                    sum[1] += attributes.size();
                    each.accept(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }
            });
        } catch (IOException e) {
            throw StoreErrors.cannotRead(path, e);
        }
        return new Sizes(sum[0], sum[1]);
    }
}
