package dev.barque.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory on the disk that is measured, which goes when it is closed. {@code -Dscratch=DIR} says where. */
final class Scratch implements AutoCloseable {
    private final Path directory;

    Scratch() {
        try {
            directory = Files.createTempDirectory(
                    Path.of(System.getProperty("scratch", System.getProperty("java.io.tmpdir"))), "barque-benchmark");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path resolve(String name) {
        return directory.resolve(name);
    }

    static void delete(Path tree) {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        delete(directory);
    }
}
