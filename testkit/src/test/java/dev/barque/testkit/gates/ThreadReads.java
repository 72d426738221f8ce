package dev.barque.testkit.gates;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that the calling thread reads from files, by whatever way: for parts that take a path. Linux counts them for each thread. */
final class ThreadReads {
    private static final Path COUNTS = Path.of("/proc/thread-self/io");

    private ThreadReads() {}

    /** Bytes that some work reads, which has to have been done once before: classes are read too. */
    static long during(Runnable work) {
        assumeTrue(Files.isReadable(COUNTS), "only Linux counts what a thread reads");
        long own = read();
        own = read() - own;
        long before = read();
        work.run();
        return read() - before - own;
    }

    private static long read() {
        try {
            return Files.readAllLines(COUNTS).stream()
                    .filter(line -> line.startsWith("rchar: "))
                    .mapToLong(line -> Long.parseLong(line.substring(7)))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
