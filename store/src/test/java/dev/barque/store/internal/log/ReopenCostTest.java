package dev.barque.store.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.barque.store.Durability;
import dev.barque.store.io.FileAccess;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What opening a log reads; the time that takes is measured by the benchmarks. */
class ReopenCostTest {
    private static final int ROWS = 20_000;
    private static final long SEGMENT = 100_000;

    @TempDir
    Path home;

    private final AtomicLong read = new AtomicLong();

    /** The disk, with all bytes counted that are read from it. */
    private FileAccess counting() {
        return (FileAccess) Objects.requireNonNull(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {FileAccess.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(FileAccess.real(), arguments);
                        return method.getName().equals("read") ? counting((FileAccess.ReadableFile) result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private FileAccess.ReadableFile counting(FileAccess.ReadableFile file) {
        return (FileAccess.ReadableFile) Objects.requireNonNull(Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {FileAccess.ReadableFile.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(file, arguments);
                        if (result instanceof Integer bytes && bytes > 0) {
                            read.addAndGet(bytes);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private long logBytes() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("log"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private void reopen() throws IOException {
        LogSets sets = new LogSets(List.of());
        FileAccess files = counting();
        try (LogRows rows = new LogRows(files, home, sets)) {
            Recovery.Recovered recovered =
                    Recovery.recover(files, home, sets, Checkpoint.NONE, rows, 1, (s, y, e, k, q, l) -> {});
            assertThat(recovered.rows()).isEqualTo(ROWS);
        }
    }

    @Test
    void a_log_that_was_closed_in_peace_is_read_once() throws IOException {
        try (LogWriter writer = new LogOnDisk(FileAccess.real(), home).open(Durability.OS, SEGMENT)) {
            LogOnDisk.append(writer, 0, ROWS);
        }
        reopen();
        assertThat((double) read.get() / logBytes()).isBetween(1.0, 1.01);
    }

    @Test
    void of_a_log_whose_writer_died_only_the_last_segment_is_read_twice() throws IOException {
        LogOnDisk.append(new LogOnDisk(FileAccess.real(), home).open(Durability.OS, SEGMENT), 0, ROWS);
        long bytes = logBytes();
        reopen();
        assertThat(read.get()).isBetween(bytes, bytes + SEGMENT + SEGMENT / 10);
    }
}
